import { setTimeout as sleep } from 'node:timers/promises';
import { startShop } from '@/e2e/support/shop';
import { buildIfNeeded } from '@/scripts/lib/build';
import { type Installation, makeFolder, startInstallation } from '@/tests/resilience/support/installation';
import { Random } from '@/tests/server/fuzz/random';
import { Callers } from './endurance/callers';
import { watchCommand, watchMemory } from './endurance/memory';
import { inTurn, SANDBOX_TOKEN, type Suffered, suffer } from './endurance/mishaps';
import { report, tellSuffered } from './endurance/report';
import { Watch } from './endurance/watch';

/** The first part of the time kills nobody, so that memory can be compared with itself. */
const CALM_SHARE = 1 / 3;
/** What a process takes at first is no leak. */
const WARM_MS = 60_000;
const MISHAP_EVERY_MS = 20_000;
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 100_000);

/**
 * Runs the product as `npm start` does under calls, hostile requests, kills and an upstream that misbehaves, and says
 * whether it kept its word: every acknowledged call is on record as it was told, no part is silent for longer than ten
 * seconds, and memory does not grow.
 */
export async function benchEndurance(minutes: number): Promise<boolean> {
  await buildIfNeeded();
  const { folder, remove } = makeFolder();
  const closeShop = await startShop();
  const product = await startInstallation({ folder, env: SETTINGS });
  try {
    const random = new Random(SEED);
    const callers = await Callers.of(product.url, random);
    const watch = new Watch(product.url, (signal) => callers.reachDatabase(signal));
    const startedAt = Date.now();
    const endsAt = startedAt + minutes * 60_000;
    console.log(`${minutes} minutes, seed ${SEED}.`);
    const busy = callers.callUntil(endsAt);
    await sleep(Math.min(WARM_MS, minutes * 60_000 * CALM_SHARE * 0.5));
    const command = watchCommand(product.pid, endsAt);
    const calm = await watchMemory({ pid: product.pid, folder }, startedAt + minutes * 60_000 * CALM_SHARE);
    console.log(`${callers.acknowledged.size} calls so far; from now on processes are killed.`);
    const suffered = await sufferUntil(endsAt - MISHAP_EVERY_MS, { product, folder, random, watch });
    await busy;
    await watch.stop();
    console.log('Every acknowledged call is looked up.');
    const missing = await callers.findMissing();
    const growths = [...calm.growths, await command];
    return report({ callers, missing, suffered, growths, ended: calm.ended, unexpected: watch.unexpected() });
  } finally {
    await product.stop();
    await closeShop();
    remove();
  }
}

const SETTINGS = {
  LOG_LEVEL: 'error',
  SANDBOX_TOKEN,
  // Counted like any other call, but never used up within a run.
  ...{ CALLS_PER_KEY: '100000000', CALLS_PER_ACCOUNT: '100000000', CALLS_PER_PROVIDER: '100000000' },
};

type Place = { product: Installation; folder: string; random: Random; watch: Watch };

async function sufferUntil(endsAt: number, { random, ...place }: Place): Promise<Suffered[]> {
  const all: Suffered[] = [];
  const mishaps = inTurn(random);
  while (Date.now() < endsAt) {
    const beganAt = Date.now();
    const suffered = await suffer(mishaps.next().value, place);
    console.log(tellSuffered(suffered));
    all.push(suffered);
    await sleep(Math.max(0, beganAt + MISHAP_EVERY_MS - Date.now()));
  }
  return all;
}
