import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFreePort } from '@/scripts/lib/ports';
import { findPostmaster } from '@/scripts/lib/postgres/postmaster-file';
import { isAlive, stopProcess, until } from '@/scripts/lib/processes';
import { descendantsOf } from './descendants';

export type Installation = {
  url: string;
  pid: number;
  /** Everything it has printed so far. */
  output(): string;
  stop(): Promise<void>;
  /** kill -9 of the start command alone, or of all it started too. */
  kill(what: 'command' | 'everything'): Promise<void>;
};

type Options = {
  folder: string;
  env?: Record<string, string | undefined>;
  port?: number;
  /** What to run it with; this Node unless a test says otherwise. */
  command?: string[];
  /** The whole command instead. */
  line?: string[];
};

const READY_LIMIT_MS = 120_000;

/** A data folder that disappears with its test. */
export function makeFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-resilience-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** `npm start` as an operator would run it, waited for until it is ready. */
export async function startInstallation(options: Options): Promise<Installation> {
  const { child, installation } = await launch(options);
  const isSettled = () => child.exitCode !== null || installation.output().includes('is ready at');
  if ((await until(isSettled, READY_LIMIT_MS, 50)) && child.exitCode === null) return installation;
  await installation.kill('everything');
  throw new Error(`It did not start:\n${installation.output()}`);
}

/** For a start that is to be refused: what it printed, and its exit code. */
export async function runUntilExit(options: Options): Promise<{ code: number | null; output: string }> {
  const { child, installation } = await launch(options);
  await until(() => child.exitCode !== null, READY_LIMIT_MS, 50);
  return { code: child.exitCode, output: installation.output() };
}

/** Started and not waited for. */
export async function launch(options: Options): Promise<{ child: ChildProcess; installation: Installation }> {
  const { folder, env = {}, command = [process.execPath], port = await findFreePort() } = options;
  const [program = '', ...args] = options.line ?? [...command, 'scripts/run.mjs', 'start'];
  const child = spawn(program, args, {
    env: { ...process.env, ...ofTests(), DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (output += text));
  const pid = child.pid ?? 0;
  const installation: Installation = {
    url: `http://127.0.0.1:${port}`,
    pid,
    output: () => output,
    stop: () => stopProcess(pid, 'SIGTERM', 45_000),
    kill: (what) => kill(pid, folder, what),
  };
  return { child, installation };
}

async function kill(pid: number, folder: string, what: 'command' | 'everything'): Promise<void> {
  const postgres = findPostmaster(path.join(folder, 'postgres'))?.pid;
  const others =
    what === 'command' ? [] : [...descendantsOf(pid), ...(postgres ? [postgres, ...descendantsOf(postgres)] : [])];
  for (const victim of [pid, ...others]) if (isAlive(victim)) process.kill(victim, 'SIGKILL');
  await until(() => ![pid, ...others].some(isAlive), 5000);
}

/** What vitest and this suite set for themselves is none of the product's business. */
function ofTests(): Record<string, undefined> {
  const kept = ['PATH', 'HOME', 'LANG', 'TMPDIR'];
  const others = Object.keys(process.env).filter((name) => !kept.includes(name));
  return Object.fromEntries(others.map((name) => [name, undefined]));
}
