import { existsSync, readFileSync, rmSync } from 'node:fs';
import * as z from 'zod';
import { obtainChromium } from './chromium';
import type { Counts } from './tally';
import { runTool } from './tool';

const Report = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});
const REPORT = 'node_modules/.cache/patchbay/reports/journeys.json';

/** The journeys in a real browser, against the product as `npm start` runs it. */
export async function runJourneys(): Promise<Counts> {
  rmSync(REPORT, { force: true });
  const code = await runTool({
    name: 'Journeys',
    script: '@playwright/test/cli.js',
    args: ['test', '--reporter=list,json'],
    env: { PLAYWRIGHT_CHROMIUM: obtainChromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: REPORT },
  });
  if (!existsSync(REPORT)) return { passed: 0, failed: 1 };
  const counts = countJourneys(JSON.parse(readFileSync(REPORT, 'utf8')));
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** One that passed only at the second try did not hold what it promises, and one that was skipped promised nothing. */
export function countJourneys(report: unknown): Counts {
  const { stats, errors } = Report.parse(report);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length };
}
