import { setImmediate as nextRound, setTimeout as pause } from 'node:timers/promises';
import { once } from './once';

/** What one piece of work may be given as its rest at most, so that a process that was stopped does not rest as long. */
const MAX_REST_MS = 250;

type Line = { free: Promise<unknown> };

/**
 * Resolves when a piece of work that holds the event loop for a while may be done. There is one at a time, and after
 * each of them the process does other things for as long: however many large answers come in, small calls go on.
 */
export function heavyTurn(): Promise<unknown> {
  const line = once('heavy-turns', (): Line => ({ free: Promise.resolve() }));
  const mine = line.free;
  line.free = mine.then(restAfterWork);
  return mine;
}

/** The work begins in the same round of the loop, so the next round begins when it is done. */
async function restAfterWork(): Promise<void> {
  const startedAt = performance.now();
  await nextRound();
  await pause(Math.min(performance.now() - startedAt, MAX_REST_MS));
}
