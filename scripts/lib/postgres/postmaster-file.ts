import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isAlive, until } from '../processes';

export type Postmaster = { pid: number; port: number | null };

/** The server that runs on this data folder, if one does. */
export function findPostmaster(dir: string): Postmaster | null {
  const file = path.join(dir, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (!pid || !isAlive(pid) || !isPostgres(pid)) return null;
  return { pid, port: Number(lines[3]) || null };
}

/**
 * After a kill the file stays behind. PostgreSQL refuses to start while any process has the id written in it, be it a
 * zombie or, after a restart of the machine, a stranger: so it is waited for a little, and then removed.
 */
export async function clearStalePostmasterFile(dir: string): Promise<void> {
  const file = path.join(dir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  await until(() => !pid || !exists(pid), 3000, 50);
  if (!findPostmaster(dir)) rmSync(file, { force: true });
}

/** Asked of Linux alone; elsewhere a living process with that id is believed to be the server. */
function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return process.platform !== 'linux';
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
