import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withDeadline } from '@/lib/calls/deadline';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = () => new Promise<never>(() => {});

test('work that does not listen to its signal still ends at the deadline', async () => {
  const running = withDeadline({ ms: 30_000, signal: undefined, appName: 'Gmail' }, never).catch((caught) => caught);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await running).toMatchObject({
    code: 'provider_unavailable',
    message: 'There was a problem connecting to Gmail.',
  });
});

test('a call that waited for its turn for all of its time says so, and nothing about the service', async () => {
  const wasAsked = () => false;
  const waiting = withDeadline({ ms: 5_000, signal: undefined, appName: 'Gmail', wasAsked }, never).catch((e) => e);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await waiting).toMatchObject({
    code: 'rate_limited',
    message: 'Too many calls are running. Try again in 1 s.',
    detail: { retryAfterS: 1 },
  });
});

test('a caller who hangs up cancels the work at once', async () => {
  const caller = new AbortController();
  let seen: AbortSignal | undefined;
  const running = withDeadline({ ms: 30_000, signal: caller.signal, appName: 'Gmail' }, ({ signal }) => {
    seen = signal;
    return never();
  }).catch((caught) => caught);
  caller.abort();
  expect(await running).toMatchObject({ message: 'The call was cancelled.' });
  expect(seen?.aborted).toBe(true);
});

test('work is not begun for a caller who is already gone', async () => {
  const work = vi.fn(never);
  const gone = withDeadline({ ms: 30_000, signal: AbortSignal.abort(), appName: 'Gmail' }, work);
  await expect(gone).rejects.toMatchObject({ message: 'The call was cancelled.' });
  expect(work).not.toHaveBeenCalled();
});

test('an answer in time leaves no timer behind', async () => {
  expect(await withDeadline({ ms: 30_000, signal: undefined, appName: 'Gmail' }, async () => 'fine')).toBe('fine');
  expect(vi.getTimerCount()).toBe(0);
});

test('what was left running is given up with the work, when the work says so', async () => {
  const signals: AbortSignal[] = [];
  const run = (leavesSome: boolean) =>
    withDeadline({ ms: 30_000, signal: undefined, appName: 'Gmail' }, async ({ signal, dropRest }) => {
      signals.push(signal);
      if (leavesSome) dropRest();
    });
  await run(false);
  await run(true);
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, true]);
});
