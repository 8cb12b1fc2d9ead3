import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, until } from '@/scripts/lib/processes';
import type { Installation } from '@/tests/resilience/support/installation';
import type { Random } from '@/tests/server/fuzz/random';
import { PROGRAMS, type Program, processesOf } from './programs';
import type { Silences, Watch } from './watch';

/** What the sandbox does instead of answering, in the words of its faults. */
const FAULTS = {
  slow: { latencyMs: 20_000 },
  dead: { reset: true },
  lying: { malformed: true },
  'loses answers': { reset: true, when: 'after' },
} as const;
const FAULT_MS = 8_000;
const GONE_WITHIN_MS = 60_000;
export const SANDBOX_TOKEN = 'for-the-endurance-run-alone';

export type Mishap = { victim: Program; how: 'killed' | 'hung' } | { victim: 'upstream'; how: keyof typeof FAULTS };
/** `silences`: for how long each part of the product gave no sign of life. */
export type Suffered = Mishap & { silences: Silences };

export const MISHAPS: readonly Mishap[] = [
  ...PROGRAMS.flatMap((victim) => [{ victim, how: 'killed' } as const, { victim, how: 'hung' } as const]),
  ...(Object.keys(FAULTS) as (keyof typeof FAULTS)[]).map((how) => ({ victim: 'upstream', how }) as const),
];

/** Every mishap once, in an order of chance, and all of them again. */
export function* inTurn(random: Random): Generator<Mishap, never> {
  for (;;) {
    const left = [...MISHAPS];
    while (left.length > 0) yield* left.splice(random.below(left.length), 1);
  }
}

type Place = { product: Installation; folder: string; watch: Watch };

/** Lets it happen, and waits until all is well again. */
export async function suffer(mishap: Mishap, { product, folder, watch }: Place): Promise<Suffered> {
  const outage = watch.expect();
  if (mishap.victim === 'upstream') {
    await misbehave(mishap.how, product);
  } else {
    const [pid] = processesOf(mishap.victim, { pid: product.pid, folder });
    if (pid === undefined) throw new Error(`${mishap.victim} does not run.`);
    process.kill(pid, mishap.how === 'hung' ? 'SIGSTOP' : 'SIGKILL');
    // Nothing need fall silent before what hangs is ended: the server's connections to a database outlive it.
    if (!(await until(() => !isAlive(pid), GONE_WITHIN_MS, 100))) throw new Error(`${mishap.victim} is not replaced.`);
  }
  return { ...mishap, silences: await outage.settled() };
}

async function misbehave(how: keyof typeof FAULTS, product: Installation): Promise<void> {
  const address = `${/Sandbox ready at (\S+)/.exec(product.output())?.[1]}/admin/faults`;
  const headers = { 'x-sandbox-token': SANDBOX_TOKEN, 'content-type': 'application/json' };
  const { ok } = await fetch(address, { method: 'PUT', headers, body: JSON.stringify(FAULTS[how]) });
  if (!ok) throw new Error('The sandbox does not take the fault.');
  await sleep(FAULT_MS);
  await fetch(address, { method: 'DELETE', headers });
}
