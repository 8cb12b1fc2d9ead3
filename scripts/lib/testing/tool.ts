import { type ChildProcess, spawn } from 'node:child_process';
import { setPriority } from 'node:os';
import type { Outcome } from './tally';

/** `script` is a file below the root. */
export type Tool = { name: string; script: string; args: string[]; env?: Record<string, string>; node?: string };

/** Runs a program with this Node, or the one given; what it prints goes straight to the terminal. */
export function runTool({ script, args, env, node = process.execPath }: Tool): Promise<number> {
  return exitCodeOf(
    spawn(node, [script, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] }),
  );
}

const LOW_PRIORITY = 15;

/**
 * A tool that has no tests of its own is one check: it passes or it fails. It runs beside tests and gives way to them,
 * so that it costs them no time; what it prints is shown when it fails, in one piece.
 */
export async function checkBeside({ name, script, args }: Tool): Promise<Outcome> {
  const startedAt = Date.now();
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  giveWay(child.pid);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += piece));
  const isGood = (await exitCodeOf(child)) === 0;
  console.log(`${isGood ? '✓' : '✗'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  if (isGood) return { passed: 1, failures: [] };
  console.log(output);
  return { passed: 0, failures: [{ name: 'see above' }] };
}

function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, LOW_PRIORITY);
  } catch {
    // It has ended already, or the system does not let us: then it takes its full share.
  }
}

function exitCodeOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
