import { setTimeout as sleep } from 'node:timers/promises';
import { startShop } from '@/e2e/support/shop';
import { buildIfNeeded } from '@/scripts/lib/build';
import { findPostmaster } from '@/scripts/lib/postgres/postmaster-file';
import { table } from '@/scripts/patchbay/table';
import { programsBelow, residentBytesOf } from '@/tests/resilience/support/descendants';
import { type Installation, makeFolder, startInstallation } from '@/tests/resilience/support/installation';
import { Random } from '@/tests/server/fuzz/random';
import { Callers } from './endurance/callers';
import { Watch } from './endurance/watch';

/** The first part of the time kills nobody, so that memory can be compared with itself. */
const CALM_SHARE = 1 / 3;
const MEMORY_EVERY_MS = 10_000;
/** What a process takes at first is no leak. */
const WARM_MS = 60_000;
const KILL_EVERY_MS = 20_000;
/** One victim in so many is stopped instead of killed: it hangs, and has to be noticed first. */
const HANGS_EVERY = 5;
const MAX_DOWN_MS = 10_000;
const MAX_GROWTH = 1.25;
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 100_000);

const PROGRAMS = ['dist/server.mjs', 'dist/web.mjs', 'dist/sandbox.mjs', '/bin/postgres'] as const;
type Program = (typeof PROGRAMS)[number];

/**
 * Runs the product as `npm start` does under calls, hostile requests and kills, and says whether it kept its word:
 * every acknowledged call is on record, nothing that is killed stays away for ten seconds, memory does not grow.
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
    const grown = await watchMemory(product, folder, Date.now() + minutes * 60_000 * CALM_SHARE);
    const kills = await killUntil(endsAt - KILL_EVERY_MS, { product, folder, random, watch });
    await busy;
    await watch.stop();
    const lost = await callers.countLost();
    return report({ callers, lost, kills, grown, unexpected: watch.unexpected() });
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

type Memory = Map<Program, number[]>;

async function watchMemory(product: Installation, folder: string, until: number): Promise<Memory> {
  const seen: Memory = new Map(PROGRAMS.map((program) => [program, []]));
  await sleep(Math.min(WARM_MS, (until - Date.now()) / 2));
  while (Date.now() < until) {
    for (const [program, bytes] of seen) {
      const pids = program === '/bin/postgres' ? [postmasterOf(folder)] : programsBelow(product.pid, program);
      bytes.push(pids.reduce((sum, pid) => sum + residentBytesOf(pid), 0));
    }
    await sleep(MEMORY_EVERY_MS);
  }
  return seen;
}

type Kill = { program: Program; how: 'killed' | 'hung'; downMs: number };
type Killing = { product: Installation; folder: string; random: Random; watch: Watch };

async function killUntil(until: number, { product, folder, random, watch }: Killing): Promise<Kill[]> {
  const kills: Kill[] = [];
  while (Date.now() < until) {
    const program = random.of(PROGRAMS);
    const how = (kills.length + 1) % HANGS_EVERY === 0 ? 'hung' : 'killed';
    const pid = program === '/bin/postgres' ? postmasterOf(folder) : (programsBelow(product.pid, program)[0] ?? 0);
    if (pid === 0) throw new Error(`${program} does not run.`);
    const outage = watch.expect();
    process.kill(pid, how === 'hung' ? 'SIGSTOP' : 'SIGKILL');
    await sleep(KILL_EVERY_MS);
    kills.push({ program, how, downMs: await outage.longest() });
  }
  return kills;
}

function postmasterOf(folder: string): number {
  return findPostmaster(`${folder}/postgres`)?.pid ?? 0;
}

type Findings = { callers: Callers; lost: number; kills: Kill[]; grown: Memory; unexpected: number };

function report({ callers, lost, kills, grown, unexpected }: Findings): boolean {
  const { acknowledged, refused, hostile } = callers;
  console.log(`${acknowledged.size} calls were acknowledged; ${lost} of them are not on record.`);
  console.log(`${refused} calls were refused or cut off, and ${hostile} hostile requests were sent beside them.`);
  const groups = PROGRAMS.flatMap((program) =>
    (['killed', 'hung'] as const).map(
      (how) => [program, how, kills.filter((k) => k.program === program && k.how === how)] as const,
    ),
  ).filter(([, , group]) => group.length > 0);
  console.log(
    table(
      groups.map(([program, how, group]) => ({
        program,
        ...{
          how,
          times: String(group.length),
          'longest away ms': String(Math.max(...group.map(({ downMs }) => downMs))),
        },
      })),
    ),
  );
  console.log(`The longest silence that nobody had caused: ${unexpected} ms.`);
  const growths = [...grown].map(([program, bytes]) => {
    const third = Math.max(1, Math.floor(bytes.length / 3));
    const [first, last] = [median(bytes.slice(0, third)), median(bytes.slice(-third))];
    return { program, first, last, growth: last / first };
  });
  const mib = (bytes: number) => String(Math.round(bytes / 1024 / 1024));
  console.log(
    table(
      growths.map(({ program, first, last, growth }) => ({
        program,
        ...{ 'MiB at first': mib(first), 'MiB in the end': mib(last), ratio: growth.toFixed(2) },
      })),
    ),
  );
  const longest = Math.max(unexpected, ...kills.filter(({ how }) => how === 'killed').map(({ downMs }) => downMs));
  return lost === 0 && longest <= MAX_DOWN_MS && growths.every(({ growth }) => growth <= MAX_GROWTH);
}

function median(numbers: number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0;
}
