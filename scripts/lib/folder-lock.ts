import { copyFileSync, linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { isAlive, startOf, until } from './processes';
import { Stop } from './stop';

const Holder = z.object({ pid: z.number(), startedAt: z.string().nullable(), host: z.string() });
type Holder = z.infer<typeof Holder>;

/** A holder in another container shares the folder but not the process list: only its sign of life tells. */
const SIGN_OF_LIFE_MS = 5000;
const SILENCE_MS = 15_000;
/** The longest that a holder takes to stop once it has been told to. */
const STOP_LIMIT_MS = 60_000;

export type FolderLock = {
  /** Says that this process is stopping, so that its successor waits instead of being refused. */
  announceStop(): void;
  release(): void;
};

/**
 * One living process per data folder. The lock names its holder by id and start time, so neither a kill nor a
 * process that was later given the same id keeps the folder locked. A holder that is stopping is waited for.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const file = path.join(folder, 'lock.json');
  await until(() => !isHeldElsewhere(file), SILENCE_MS, 500);
  while (!take(file)) {
    const text = read(file);
    const holder = text === null ? null : parse(text);
    if (holder && isHolding(file, holder)) {
      const hasLeft = () => read(file) !== text || !isHolding(file, holder);
      if (text === read(stopFile(file)) && (await until(hasLeft, STOP_LIMIT_MS, 100))) continue;
      throw new Stop(
        `The data folder "${folder}" is in use by process ${holder.pid}${elsewhere(holder)}; stop it first.`,
      );
    }
    if (text !== null) removeStale(file, text);
  }
  const signOfLife = setInterval(() => touch(file), SIGN_OF_LIFE_MS);
  signOfLife.unref();
  return {
    announceStop: () => announceStop(file),
    release: () => {
      clearInterval(signOfLife);
      rmSync(stopFile(file), { force: true });
      rmSync(file, { force: true });
    },
  };
}

/** A copy of the lock itself: left behind by a kill, it is not taken for the word of the next holder. */
function announceStop(file: string): void {
  try {
    copyFileSync(file, stopFile(file));
  } catch {
    // the disk is full, or the folder is gone: a successor is refused as if we were not stopping
  }
}

function stopFile(file: string): string {
  return `${file}.stopping`;
}

/** A link appears whole or not at all, and fails when the name is taken: two cannot both succeed. */
function take(file: string): boolean {
  const mine: Holder = { pid: process.pid, startedAt: startOf(process.pid), host: hostname() };
  const aside = `${file}.${process.pid}`;
  writeFileSync(aside, JSON.stringify(mine), { mode: 0o600 });
  try {
    linkSync(aside, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(aside);
  }
}

/** Moved aside before it is removed: if somebody took the lock in between, theirs is put back. */
function removeStale(file: string, seen: string): void {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
    if (read(aside) !== seen) linkSync(aside, file);
  } catch {
    // another process was faster; the next round sees what it left
  }
  rmSync(aside, { force: true });
}

function isHolding(file: string, holder: Holder): boolean {
  if (holder.host !== hostname()) return Date.now() - changedAt(file) < SILENCE_MS;
  return isAlive(holder.pid) && startOf(holder.pid) === holder.startedAt;
}

function isHeldElsewhere(file: string): boolean {
  const text = read(file);
  const holder = text === null ? null : parse(text);
  return holder !== null && holder.host !== hostname() && isHolding(file, holder);
}

function elsewhere(holder: Holder): string {
  return holder.host === hostname() ? '' : ` on ${holder.host}`;
}

function parse(text: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // removed under us; whoever did it is on their own
  }
}
