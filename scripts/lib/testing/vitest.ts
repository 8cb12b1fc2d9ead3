import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import * as z from 'zod';
import type { Counts } from './tally';
import { runTool } from './tool';

const Report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const FOLDER = 'node_modules/.cache/patchbay/reports';

type Options = { node?: string; env?: Record<string, string> };

/** Runs some of vitest's projects and counts. A skipped test counts as failed: nothing is left out in silence. */
/** Runs some of vitest's projects and counts. A skipped test counts as failed: nothing is left out in silence. */
export async function runVitest(projects: string[], options: Options = {}): Promise<Counts> {
  mkdirSync(FOLDER, { recursive: true });
  const report = `${FOLDER}/${projects.join('-')}.json`;
  rmSync(report, { force: true });
  const code = await runTool({
    name: `Tests: ${projects.join(', ')}`,
    script: 'vitest/vitest.mjs',
    args: [
      ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests'],
      ...projects.map((project) => `--project=${project}`),
    ],
    ...options,
  });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const counts = countVitest(JSON.parse(readFileSync(report, 'utf8')));
  // An error outside of any test fails the run without failing a test.
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** A file that could not even be loaded has no tests to count, so it counts itself. */
export function countVitest(report: unknown): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = Report.parse(report);
  const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return { passed: numPassedTests, failed: numFailedTests + numPendingTests + broken.length };
}
