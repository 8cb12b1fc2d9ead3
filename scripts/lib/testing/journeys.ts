import { existsSync, readFileSync, rmSync } from 'node:fs';
import * as z from 'zod';
import { obtainChromium } from './chromium';
import type { Outcome } from './tally';
import { runTool } from './tool';

const Problem = z.object({ message: z.string().optional() });
const Suite = z.object({
  specs: z.array(
    z.object({
      title: z.string(),
      file: z.string(),
      tests: z.array(
        z.object({
          status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
          results: z.array(z.object({ error: Problem.optional() })),
        }),
      ),
    }),
  ),
  get suites() {
    return z.array(Suite).optional();
  },
});
type Suite = z.infer<typeof Suite>;

const Report = z.object({ suites: z.array(Suite), errors: z.array(Problem) });
const REPORT = 'node_modules/.cache/patchbay/reports/journeys.json';

/** The journeys in a real browser, against the product as `npm start` runs it. */
export async function runJourneys(): Promise<Outcome> {
  rmSync(REPORT, { force: true });
  const code = await runTool({
    name: 'Journeys',
    script: 'node_modules/playwright/cli.js',
    args: ['test', '--reporter=list,json'],
    env: { PLAYWRIGHT_CHROMIUM: obtainChromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: REPORT },
  });
  if (!existsSync(REPORT)) return { passed: 0, failures: [{ name: 'ended without a report' }] };
  const outcome = readJourneys(JSON.parse(readFileSync(REPORT, 'utf8')));
  if (code === 0 || outcome.failures.length > 0) return outcome;
  return { ...outcome, failures: [{ name: 'an error outside of any journey' }] };
}

/** One that passed only at the second try did not hold what it promises, and one that was skipped promised nothing. */
export function readJourneys(report: unknown): Outcome {
  const { suites, errors } = Report.parse(report);
  const journeys = suites.flatMap(journeysOf);
  return {
    passed: journeys.filter(({ status }) => status === 'expected').length,
    failures: [
      ...journeys
        .filter(({ status }) => status !== 'expected')
        .map(({ name, status, why }) => ({ name, why: why ?? status })),
      ...errors.map(({ message }) => ({ name: 'outside of any journey', why: message })),
    ],
  };
}

function journeysOf({ specs, suites = [] }: Suite): { name: string; status: string; why?: string }[] {
  return [
    ...specs.flatMap(({ title, file, tests }) =>
      tests.map(({ status, results }) => ({
        name: `${file} › ${title}`,
        status,
        why: results.find(({ error }) => error)?.error?.message,
      })),
    ),
    ...suites.flatMap(journeysOf),
  ];
}
