import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { withRetries } from '@/lib/calls/retry';
import { BreakerOpen } from '@/lib/calls/safety';
import type { OutageReason } from '@/lib/contracts/outage';
import { AppError } from '@/lib/errors';
import { UpstreamFailure } from '@/lib/providers/upstream/failure';

const READ = { read_only: true };
const WRITE = { read_only: false };
const broken = new AppError('provider_unavailable', 'There was a problem connecting to Gmail.');
const unreached = new AppError('provider_unavailable', 'There was a problem connecting to Gmail.', {
  cause: new UpstreamFailure('no answer', { neverSent: true }),
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function attemptsOf(
  annotations: { read_only?: boolean; idempotent?: boolean },
  error: unknown,
  deadlineMs = 30_000,
): Promise<{ attempts: number; tookMs: number; caught: unknown }> {
  let attempts = 0;
  const startedAt = Date.now();
  const bounds = { signal: new AbortController().signal, deadlineAt: startedAt + deadlineMs };
  const running = withRetries(annotations, bounds, async () => {
    attempts += 1;
    throw error;
  }).catch((caught: unknown) => caught);
  await vi.runAllTimersAsync();
  return { caught: await running, attempts, tookMs: Date.now() - startedAt };
}

describe('retries', () => {
  test('a read that fails is tried three more times, within 1 + 2 + 4 seconds', async () => {
    const { attempts, tookMs, caught } = await attemptsOf(READ, broken);
    expect(attempts).toBe(4);
    expect(tookMs).toBeLessThanOrEqual(7_000);
    expect(caught).toBe(broken);
  });

  test('a service that asks for no pause is given one all the same', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const busy = new AppError('rate_limited', 'Pipedream asks us to slow down.', { retryAfterS: 0 });
    const { attempts, tookMs } = await attemptsOf(WRITE, busy);
    random.mockRestore();
    expect([attempts, tookMs]).toEqual([4, 3_500]);
  });

  const refusedBy = (reason: OutageReason) =>
    new AppError('provider_unavailable', 'x', { outage: { reason, service: null } });

  test.each(['connection_refused', 'no_route', 'lookup_failed'] as const)(
    'a server that turns a read away at once (%s) is tried three more times within a second',
    async (reason) => {
      const { attempts, tookMs } = await attemptsOf(READ, refusedBy(reason));
      expect(attempts).toBe(4);
      expect(tookMs).toBeLessThanOrEqual(700);
    },
  );

  test.each(['unknown_host', 'timed_out', 'no_answer'] as const)(
    'what will not be different in a moment (%s) is told at once',
    async (reason) => {
      expect((await attemptsOf(READ, refusedBy(reason))).attempts).toBe(1);
    },
  );

  test('a write to a server that turns it away is not sent again', async () => {
    expect((await attemptsOf(WRITE, refusedBy('connection_refused'))).attempts).toBe(1);
  });

  test('an idempotent write is tried again like a read', async () => {
    expect((await attemptsOf({ read_only: false, idempotent: true }, broken)).attempts).toBe(4);
  });

  test('a write that may have run is never sent twice', async () => {
    expect((await attemptsOf(WRITE, broken)).attempts).toBe(1);
  });

  test('a tool that does not say what it is counts as a write', async () => {
    expect((await attemptsOf({}, broken)).attempts).toBe(1);
  });

  test('a write that certainly never ran is sent again', async () => {
    expect((await attemptsOf(WRITE, unreached)).attempts).toBe(4);
    expect((await attemptsOf(WRITE, new AppError('rate_limited', 'slow down'))).attempts).toBe(4);
  });

  test.each(['provider_rejected', 'needs_reconnect', 'invalid_request'] as const)(
    'what the upstream says of the request itself (%s) is final',
    async (code) => {
      expect((await attemptsOf(READ, new AppError(code, 'no'))).attempts).toBe(1);
    },
  );

  test('the pause that the service asks for is kept', async () => {
    const { attempts, tookMs } = await attemptsOf(READ, new AppError('rate_limited', 'slow', { retryAfterS: 5 }));
    expect(attempts).toBe(4);
    expect(tookMs).toBe(15_000);
  });

  test('a pause that would pass the deadline is not begun', async () => {
    const error = new AppError('rate_limited', 'slow', { retryAfterS: 60 });
    const { attempts, tookMs, caught } = await attemptsOf(READ, error);
    expect([attempts, tookMs]).toEqual([1, 0]);
    expect(caught).toBe(error);
  });

  test('an open breaker is told at once, not waited for', async () => {
    const open = new AppError('provider_unavailable', 'no', { cause: new BreakerOpen('open') });
    expect((await attemptsOf(READ, open)).attempts).toBe(1);
  });

  test('nothing is sent after the caller hung up', async () => {
    const caller = new AbortController();
    let attempts = 0;
    const running = withRetries(READ, { signal: caller.signal, deadlineAt: Date.now() + 30_000 }, async () => {
      attempts += 1;
      throw broken;
    }).catch(() => 'ended');
    await vi.advanceTimersByTimeAsync(0);
    caller.abort();
    await vi.runAllTimersAsync();
    expect(await running).toBe('ended');
    expect(attempts).toBe(1);
  });
});
