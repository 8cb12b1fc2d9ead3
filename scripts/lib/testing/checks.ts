import { generate } from '../generate/generate';
import { step } from '../progress';
import type { Tally } from './tally';
import { checkBeside, type Tool } from './tool';
import { runVitest } from './vitest';

const TOOLS: Tool[] = [
  {
    name: 'Formatting and lint',
    script: 'node_modules/@biomejs/biome/bin/biome',
    args: ['check', '--error-on-warnings', '.'],
  },
  { name: 'Types', script: 'node_modules/typescript/bin/tsc', args: ['--noEmit', '-p', '.'] },
  { name: 'Dead code', script: 'node_modules/knip/bin/knip.js', args: ['--no-progress'] },
];

/** The fast part: everything that needs neither a server nor a browser. */
export async function runChecks(tally: Tally): Promise<void> {
  await step('Generated files', generate);
  const looks = checkSource(tally);
  tally.add('unit tests', await runVitest(['unit']));
  await looks;
}

/** What is read and not run. Tests may run beside it. */
export async function checkSource(tally: Tally): Promise<void> {
  for (const tool of TOOLS) tally.add(tool.name, await checkBeside(tool));
}
