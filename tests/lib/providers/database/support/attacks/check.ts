import { expect } from 'vitest';
import { type Attempt, readCorpus, readKnownFailures } from './corpus';
import { attack } from './run';
import type { Target } from './target';

/** One attempt follows another, and they are followed by looks at everything that they could have changed. */
export const LIMIT_MS = 600_000;

/** No attempt of the corpus succeeds, apart from those on the list of known failures, which all do. */
export async function checkAttempts(
  engine: string,
  name: string,
  opening: Promise<Target>,
  choose: (attempt: Attempt) => boolean = () => true,
): Promise<void> {
  const known = readKnownFailures(engine);
  const expected = known[name] ?? [];
  const attempts = readCorpus(engine).attempts.filter((a) => choose(a) && !known.not_run.includes(a.why));
  const target = await opening;
  const faults = await attack(target, attempts).finally(() => target.close());
  const unexpected = faults.filter(({ why }) => !expected.includes(why));
  expect(unexpected.map(({ why, broke }) => `${why}: ${broke.join(', ')}`)).toEqual([]);
  // One that no longer succeeds has to leave the list.
  expect(faults.map(({ why }) => why).sort()).toEqual([...expected].sort());
}

/** The given attempts do succeed when no reader stands before the server, and are seen to. */
export async function checkSight(engine: string, opening: Promise<Target>, effective: string[]): Promise<void> {
  const attempts = readCorpus(engine).attempts.filter(({ why }) => effective.includes(why));
  const target = await opening;
  const direct = { ...target, open: target.openDirectly };
  // Nothing is given back after an answer, so what is there at once is there to stay.
  const faults = await attack(direct, attempts, [0, 50]).finally(() => target.close());
  expect(faults.map(({ why }) => why).sort()).toEqual([...effective].sort());
}

export function checkSize(engine: string, least: number): void {
  const whys = readCorpus(engine).attempts.map(({ why }) => why);
  expect(new Set(whys).size).toBe(whys.length);
  expect(whys.length).toBeGreaterThanOrEqual(least);
}
