import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { isAlive, stopProcess, until } from '../lib/processes';
import { Stop } from '../lib/stop';

type Command = { program: string; args: string[]; env?: NodeJS.ProcessEnv };

/** Starts a server, waits until it is ready, and hands back how to stop it. Its log stands in `logFile`. */
export async function startServer(
  name: string,
  command: Command,
  { logFile, isReady }: { logFile: string; isReady: () => Promise<boolean> },
): Promise<() => Promise<void>> {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(command.program, command.args, {
    env: { ...process.env, ...command.env },
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  child.unref();
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve(child.pid ?? 0));
  });
  const isDone = async () => (await isReady()) || !isAlive(pid);
  if (!(await until(isDone, 60_000, 50)) || !isAlive(pid)) {
    await stopProcess(pid, 'SIGKILL', 5000);
    throw new Stop(`${name} did not start: ${readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join(' / ')}`);
  }
  return () => stopProcess(pid, 'SIGTERM', 15_000);
}

/** Runs a program to its end, beside others; what it said is in the error when it fails. */
export async function runOnce(name: string, { program, args, env }: Command): Promise<void> {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (status !== 0) throw new Stop(`${name} failed: ${said.trim().split('\n').slice(-6).join(' / ')}`);
}

/** Whether something listens; for servers that only open their port when they are ready to serve. */
export function listens(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
