import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BreakerOpen } from '@/lib/calls/safety';
import { AppError } from '@/lib/errors';
import { logFailure } from '@/lib/http/log-failure';
import { log, makeLog } from '@/lib/platform/log';

beforeEach(() => {
  for (const level of ['warn', 'error'] as const) vi.spyOn(log(), level).mockImplementation(() => {});
});
afterEach(() => void vi.restoreAllMocks());

const counts = () => ({
  warnings: vi.mocked(log().warn).mock.calls.length,
  errors: vi.mocked(log().error).mock.calls.length,
});

test.each([
  ['internal', { warnings: 0, errors: 1 }],
  ['provider_unavailable', { warnings: 1, errors: 0 }],
  ['invalid_request', { warnings: 0, errors: 0 }],
] as const)('%s is told as loudly as it deserves', (code, expected) => {
  logFailure(new AppError(code, 'No.'), 'a-request');
  expect(counts()).toEqual(expected);
});

test('a call that was held back is one short line', () => {
  const lines: string[] = [];
  const { cause } = new AppError('provider_unavailable', 'No.', { cause: new BreakerOpen('the breaker is open') });
  makeLog('warn', { write: (line) => void lines.push(line) }).warn({ cause }, 'No.');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ cause: { name: 'BreakerOpen', message: 'the breaker is open' } });
  expect(lines[0]).not.toContain('stack');
});

test('an outage is written without stacks, whatever it passed through', () => {
  const lines: string[] = [];
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });
  const twice = Object.assign(new AggregateError([refused, refused]), { code: 'ECONNREFUSED' });
  const outage = new AppError('provider_unavailable', 'Nothing listens on this port.', {
    cause: new Error('wrapped by a driver', { cause: twice }),
  });
  const written = makeLog('warn', { write: (line) => void lines.push(line) });
  written.warn({ cause: outage }, 'down');
  written.warn({ cause: twice }, 'down');
  expect(lines.map((line) => line.includes('"stack"'))).toEqual([false, false]);
  expect(lines[1]).toContain('connect ECONNREFUSED 127.0.0.1:5432');
  written.error({ cause: new TypeError('x is not a function') }, 'ours');
  expect(lines[2]).toContain('"stack"');
});
