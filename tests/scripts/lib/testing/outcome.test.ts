import { expect, test } from 'vitest';
import { readJourneys } from '@/scripts/lib/testing/journeys';
import { Tally } from '@/scripts/lib/testing/tally';
import { readVitest } from '@/scripts/lib/testing/vitest';

const passed = { fullName: 'adds up', status: 'passed', failureMessages: [] };
const journey = (status: string, error?: { message: string }) => ({
  title: 'a key is made',
  file: 'keys.spec.ts',
  tests: [{ status, results: [{ error }] }],
});

function inFile(file: object) {
  return {
    testResults: [{ name: `${process.cwd()}/tests/sum.test.ts`, status: 'passed', assertionResults: [], ...file }],
  };
}

test('the last line is the sum of everything that ran, and each failure stands above it with its reason', () => {
  const tally = new Tally();
  tally.add('one', { passed: 2, failures: [] });
  tally.add('two', {
    passed: 3,
    failures: [{ name: 'sum.test.ts › adds up', why: '\u001b[31mit did not\u001b[39m\n\nat all' }],
  });
  expect(tally.report().split('\n')).toEqual([
    '✗ two › sum.test.ts › adds up',
    '    it did not',
    '    at all',
    '5 passed, 1 failed',
  ]);
  expect(tally.hasFailed).toBe(true);
});

test('a test that failed is told by its file, its name and what it says', () => {
  const failed = { fullName: 'carries over', status: 'failed', failureMessages: ['expected 10'] };
  expect(readVitest(inFile({ assertionResults: [passed, failed] }))).toEqual({
    passed: 1,
    failures: [{ name: 'tests/sum.test.ts › carries over', why: 'expected 10' }],
  });
});

test('a test that was skipped counts as failed', () => {
  const skipped = { ...passed, status: 'skipped' };
  expect(readVitest(inFile({ assertionResults: [passed, skipped] })).failures).toHaveLength(1);
  expect(readJourneys({ suites: [{ specs: [journey('skipped')] }], errors: [] }).failures).toHaveLength(1);
});

test('a file that could not be loaded counts as failed', () => {
  expect(readVitest(inFile({ status: 'failed', message: 'no such module' }))).toEqual({
    passed: 0,
    failures: [{ name: 'tests/sum.test.ts', why: 'no such module' }],
  });
});

test('a journey that needed a second try counts as failed, wherever it stands', () => {
  const suites = [{ specs: [journey('expected')], suites: [{ specs: [journey('flaky', { message: 'timed out' })] }] }];
  expect(readJourneys({ suites, errors: [] })).toEqual({
    passed: 1,
    failures: [{ name: 'keys.spec.ts › a key is made', why: 'timed out' }],
  });
});
