import { setTimeout as sleep } from 'node:timers/promises';
import { startShop } from '@/e2e/support/shop';
import { buildIfNeeded } from '@/scripts/lib/build';
import { isAlive, until } from '@/scripts/lib/processes';
import { residentBytesOf } from '@/tests/resilience/support/descendants';
import { type Installation, makeFolder, startInstallation } from '@/tests/resilience/support/installation';
import { Random } from '@/tests/server/fuzz/random';
import { Callers } from './endurance/callers';
import { PROGRAMS, processesOf } from './endurance/programs';
import { type Kill, type Memory, report, tellKill } from './endurance/report';
import { Watch } from './endurance/watch';

/** The first part of the time kills nobody, so that memory can be compared with itself. */
const CALM_SHARE = 1 / 3;
const MEMORY_EVERY_MS = 10_000;
/** What a process takes at first is no leak. */
const WARM_MS = 60_000;
const KILL_EVERY_MS = 20_000;
/** One victim in so many is stopped instead of killed: it hangs, and has to be noticed first. */
const HANGS_EVERY = 5;
const GONE_WITHIN_MS = 60_000;
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 100_000);

/**
 * Runs the product as `npm start` does under calls, hostile requests and kills, and says whether it kept its word:
 * every acknowledged call is on record, no part is silent for ten seconds when one is killed, memory does not grow.
 */
export async function benchEndurance(minutes: number): Promise<boolean> {
  await buildIfNeeded();
  const { folder, remove } = makeFolder();
  const closeShop = await startShop();
  const product = await startInstallation({ folder, env: SETTINGS });
  try {
    const random = new Random(SEED);
    const callers = await Callers.of(product.url, random);
    const watch = new Watch(product.url);
    const endsAt = Date.now() + minutes * 60_000;
    console.log(`${minutes} minutes, seed ${SEED}.`);
    const busy = callers.callUntil(endsAt);
    const memory = await watchMemory(product, folder, Date.now() + minutes * 60_000 * CALM_SHARE);
    console.log(`${callers.acknowledged.size} calls so far; from now on processes are killed.`);
    const kills = await killUntil(endsAt - KILL_EVERY_MS, { product, folder, random, watch });
    await busy;
    await watch.stop();
    console.log('Every acknowledged call is looked up.');
    const lost = await callers.countLost();
    return report({ callers, lost, kills, memory, unexpected: watch.unexpected() });
  } finally {
    await product.stop();
    await closeShop();
    remove();
  }
}

const SETTINGS = {
  LOG_LEVEL: 'error',
  // Counted like any other call, but never used up within a run.
  ...{ CALLS_PER_KEY: '100000000', CALLS_PER_ACCOUNT: '100000000', CALLS_PER_PROVIDER: '100000000' },
};

async function watchMemory(product: Installation, folder: string, endsAt: number): Promise<Memory> {
  const seen: Memory = new Map(PROGRAMS.map((program) => [program, []]));
  await sleep(Math.min(WARM_MS, (endsAt - Date.now()) / 2));
  while (Date.now() < endsAt) {
    for (const [program, bytes] of seen) {
      const pids = processesOf(program, { pid: product.pid, folder });
      bytes.push(pids.reduce((sum, pid) => sum + residentBytesOf(pid), 0));
    }
    await sleep(MEMORY_EVERY_MS);
  }
  return seen;
}

type Killing = { product: Installation; folder: string; random: Random; watch: Watch };

async function killUntil(endsAt: number, { product, folder, random, watch }: Killing): Promise<Kill[]> {
  const kills: Kill[] = [];
  while (Date.now() < endsAt) {
    const program = random.of(PROGRAMS);
    const how = (kills.length + 1) % HANGS_EVERY === 0 ? 'hung' : 'killed';
    const [pid] = processesOf(program, { pid: product.pid, folder });
    if (pid === undefined) throw new Error(`${program} does not run.`);
    const outage = watch.expect();
    const killedAt = Date.now();
    process.kill(pid, how === 'hung' ? 'SIGSTOP' : 'SIGKILL');
    // What hangs is noticed late, also where nothing falls silent meanwhile: the next kill waits until it is gone.
    if (how === 'hung') await until(() => !isAlive(pid), GONE_WITHIN_MS, 100);
    const silences = await outage.settled();
    const kill = { program, how, silences } as const;
    console.log(tellKill(kill));
    kills.push(kill);
    await sleep(Math.max(0, killedAt + KILL_EVERY_MS - Date.now()));
  }
  return kills;
}
