import { type ChildProcess, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether the process runs. A zombie does not: it has ended and only waits to be collected. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isPermissionError(error)) return false;
  }
  return procStat(pid)?.[0] !== 'Z';
}

/** When the process began, in whatever unit the system counts: tells a process from a later one with the same id. */
export function startOf(pid: number): string | null {
  if (process.platform === 'linux') return procStat(pid)?.[19] ?? null;
  if (process.platform === 'win32') return null;
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim() || null;
}

/** Signals, waits, and kills what is still there after the limit. */
export async function stopProcess(pid: number, signal: NodeJS.Signals, limitMs: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, signal);
  if (await until(() => !isAlive(pid), limitMs)) return;
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  await until(() => !isAlive(pid), 5000);
}

/** kill -9 for a process that was started detached, and for all it has started. */
export function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // nobody is left of it
  }
}

export function hasExited({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Asks again and again until the answer is yes; false when the time is over. */
export async function until(isSo: () => boolean | Promise<boolean>, limitMs: number, everyMs = 25): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) return false;
    await sleep(everyMs);
  }
  return true;
}

/** The fields after the command's name, which may itself hold spaces and brackets. */
function procStat(pid: number): string[] | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function isPermissionError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EPERM';
}
