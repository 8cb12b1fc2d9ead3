import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hedged } from '@/lib/calls/hedge';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const bounds = (dropRest = () => {}) => ({ signal: new AbortController().signal, afterMs: 1_000, dropRest });
const after = (ms: number, value: string) =>
  new Promise<string>((resolve) => {
    setTimeout(() => resolve(value), ms);
  });

test('a quick answer is asked for once', async () => {
  const attempt = vi.fn(() => after(10, 'quick'));
  const running = hedged(bounds(), attempt);
  await vi.runAllTimersAsync();
  expect(await running).toBe('quick');
  expect(attempt).toHaveBeenCalledTimes(1);
});

test('a stuck attempt is overtaken by a second one, and then given up', async () => {
  const dropRest = vi.fn();
  let attempts = 0;
  const running = hedged(bounds(dropRest), () => {
    attempts += 1;
    return after(attempts === 1 ? 60_000 : 10, `answer ${attempts}`);
  });
  await vi.advanceTimersByTimeAsync(1_010);
  expect(await running).toBe('answer 2');
  expect(dropRest).toHaveBeenCalledOnce();
});

test('a slow first answer still counts when it comes before the second', async () => {
  const dropRest = vi.fn();
  const signals: AbortSignal[] = [];
  const running = hedged(bounds(dropRest), (signal) => {
    signals.push(signal);
    return signals.length === 1 ? after(1_500, 'slow') : after(60_000, 'stuck');
  });
  await vi.advanceTimersByTimeAsync(1_500);
  expect(await running).toBe('slow');
  expect(signals.map(({ aborted }) => aborted)).toEqual([false, true]);
  expect(dropRest).not.toHaveBeenCalled();
});

test('when both fail, the first failure is told', async () => {
  let attempts = 0;
  const running = hedged(bounds(), async () => {
    attempts += 1;
    const number = attempts;
    await after(number === 1 ? 2_000 : 10, '');
    throw new Error(`failure ${number}`);
  }).catch((caught: Error) => caught.message);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await running).toBe('failure 1');
});
