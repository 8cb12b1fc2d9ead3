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

/** A tool that has no tests of its own is one check: it passes or it fails. Tests that run meanwhile lose no time to it. */
export async function checkBeside(tool: Tool): Promise<Outcome> {
  return (await runBeside(tool)) === 0 ? { passed: 1, failures: [] } : { passed: 0, failures: [{ name: 'see above' }] };
}

const LOW_PRIORITY = 15;

/** Runs a program beside others and gives way to them; what it prints is shown when it fails, in one piece. */
export async function runBeside({ name, script, args, env, node = process.execPath }: Tool): Promise<number> {
  const startedAt = Date.now();
  const child = spawn(node, [script, ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  giveWay(child.pid);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += piece));
  const code = await exitCodeOf(child);
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  if (code !== 0) console.log(output);
  return code;
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
