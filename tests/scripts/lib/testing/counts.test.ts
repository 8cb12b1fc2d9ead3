import { expect, test } from 'vitest';
import { countJourneys } from '@/scripts/lib/testing/journeys';
import { Tally } from '@/scripts/lib/testing/tally';
import { countVitest } from '@/scripts/lib/testing/vitest';

const vitestReport = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 0, testResults: [] };
const journeyReport = { stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] };

test('the last line is the sum of everything that ran', () => {
  const tally = new Tally();
  tally.add('one', { passed: 2, failed: 0 });
  tally.add('two', { passed: 3, failed: 1 });
  expect(tally.report().split('\n').at(-1)).toBe('5 passed, 1 failed');
  expect(tally.hasFailed).toBe(true);
});

test('a test that was skipped counts as failed', () => {
  expect(countVitest({ ...vitestReport, numPendingTests: 2 })).toEqual({ passed: 3, failed: 3 });
  expect(countJourneys({ ...journeyReport, stats: { ...journeyReport.stats, skipped: 1 } }).failed).toBe(1);
});

test('a file that could not be loaded counts as failed', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }];
  expect(countVitest({ ...vitestReport, testResults })).toEqual({ passed: 3, failed: 2 });
});

test('a journey that needed a second try counts as failed', () => {
  expect(countJourneys({ ...journeyReport, stats: { ...journeyReport.stats, flaky: 1 } }).failed).toBe(1);
});
