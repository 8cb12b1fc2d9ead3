import { generate } from '../generate/generate';
import { step } from '../progress';
import type { Tally } from './tally';
import { checkWith, type Tool } from './tool';
import { runVitest } from './vitest';

const TOOLS: Tool[] = [
  { name: 'Formatting and lint', script: '@biomejs/biome/bin/biome', args: ['check', '--error-on-warnings', '.'] },
  { name: 'Types', script: 'typescript/bin/tsc', args: ['--noEmit', '-p', '.'] },
  { name: 'Dead code', script: 'knip/bin/knip.js', args: ['--no-progress'] },
];

/** The fast part: everything that needs neither a server nor a browser. */
export async function runChecks(tally: Tally): Promise<void> {
  await step('Generated files', generate);
  for (const tool of TOOLS) tally.add(tool.name, await checkWith(tool));
  tally.add('unit tests', await runVitest(['unit']));
}
