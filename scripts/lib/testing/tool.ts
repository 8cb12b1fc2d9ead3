import { spawn } from 'node:child_process';
import type { Outcome } from './tally';

export type Tool = { name: string; script: string; args: string[]; env?: Record<string, string>; node?: string };

/** Runs a program of node_modules with this Node, or the one given; what it prints goes straight to the terminal. */
export function runTool({ script, args, env, node = process.execPath }: Tool): Promise<number> {
  const child = spawn(node, [`node_modules/${script}`, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/** A tool that has no tests of its own is one check: it passes or it fails. */
export async function checkWith(tool: Tool): Promise<Outcome> {
  const startedAt = Date.now();
  const isGood = (await runTool(tool)) === 0;
  console.log(`${isGood ? '✓' : '✗'} ${tool.name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`);
  return isGood ? { passed: 1, failures: [] } : { passed: 0, failures: [{ name: 'see above' }] };
}
