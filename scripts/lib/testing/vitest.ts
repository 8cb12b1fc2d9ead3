import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Failure, Outcome } from './tally';
import { runBeside, runTool } from './tool';

const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});
type TestFile = z.infer<typeof Report>['testResults'][number];

const FOLDER = 'node_modules/.cache/patchbay/reports';

type Options = {
  node?: string;
  env?: Record<string, string>;
  /** As it stands in the one line that is shown of a run beside another one. */
  besideAs?: string;
};

/** Runs some of vitest's projects and tells what became of them. */
export async function runVitest(projects: string[], { besideAs, ...options }: Options = {}): Promise<Outcome> {
  mkdirSync(FOLDER, { recursive: true });
  const report = `${FOLDER}/${projects.join('-')}.json`;
  rmSync(report, { force: true });
  const run = besideAs ? runBeside : runTool;
  const code = await run({
    name: besideAs ?? `Tests: ${projects.join(', ')}`,
    script: 'node_modules/vitest/vitest.mjs',
    args: [
      ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests'],
      ...projects.map((project) => `--project=${project}`),
    ],
    ...options,
  });
  if (!existsSync(report)) return { passed: 0, failures: [{ name: 'ended without a report' }] };
  const outcome = readVitest(JSON.parse(readFileSync(report, 'utf8')));
  if (code === 0 || outcome.failures.length > 0) return outcome;
  return { ...outcome, failures: [{ name: 'an error outside of any test' }] };
}

/** A skipped test counts as failed: nothing is left out in silence. */
export function readVitest(report: unknown): Outcome {
  const { testResults } = Report.parse(report);
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failures: testResults.flatMap(failuresOf),
  };
}

function failuresOf(file: TestFile): Failure[] {
  const where = path.relative(process.cwd(), file.name);
  const failed = file.assertionResults
    .filter(({ status }) => status !== 'passed')
    .map(({ fullName, status, failureMessages }) => ({
      name: `${where} › ${fullName}`,
      why: status === 'failed' ? failureMessages?.join('\n') : `it was not run: ${status}`,
    }));
  // One that could not even be loaded has no tests to tell of, so it tells of itself.
  return file.status === 'failed' && failed.length === 0 ? [{ name: where, why: file.message }] : failed;
}
