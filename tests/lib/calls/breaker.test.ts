import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  type BreakerNews,
  behindBreaker,
  breakerState,
  hearBreakerNews,
  onBreakerNews,
  type Service,
} from '@/lib/calls/breaker';
import { givenUp } from '@/lib/calls/safety';
import { AppError } from '@/lib/errors';
import { metrics } from '@/lib/platform/metrics';

const down = () => Promise.reject(new AppError('provider_unavailable', 'There was a problem connecting to Gmail.'));
const refused = () => Promise.reject(new AppError('provider_rejected', 'no'));
const up = () => Promise.resolve('fine');

let number = 0;
let service: Service;

beforeEach(() => {
  vi.useFakeTimers();
  number += 1;
  service = { provider: 'pipedream', appSlug: `app-${number}`, appName: 'Gmail' };
});
afterEach(() => void vi.useRealTimers());

async function call(work: () => Promise<string>, times = 1): Promise<unknown> {
  let last: unknown;
  for (let index = 0; index < times; index += 1) last = await behindBreaker(service, work).catch((caught) => caught);
  return last;
}

describe('the breaker', () => {
  test('is in the metrics while it holds calls back, and not for ever when nobody calls', async () => {
    const shown = async () =>
      new RegExp(`^patchbay_breaker_open\\{provider="pipedream",app="${service.appSlug}"\\} (.*)$`, 'm').exec(
        await metrics().metrics(),
      )?.[1];
    await call(down, 9);
    expect(await shown()).toBe('0');
    await call(down);
    expect(await shown()).toBe('1');
    vi.advanceTimersByTime(61_000);
    expect(await shown()).toBe('0');
  });

  test('nine failures do not open it, the tenth does', async () => {
    await call(down, 9);
    expect(breakerState(service)).toBe('closed');
    await call(down);
    expect(breakerState(service)).toBe('open');
  });

  test('an open breaker answers at once, with when to come back, and the service hears nothing', async () => {
    await call(down, 10);
    const work = vi.fn(up);
    const caught = await call(work);
    expect(work).not.toHaveBeenCalled();
    expect(caught).toMatchObject({
      code: 'provider_unavailable',
      message: 'There was a problem connecting to Gmail.',
      detail: { retryAfterS: 9 },
    });
  });

  test('fewer than half of the calls failing does not open it', async () => {
    await call(up, 12);
    await call(down, 10);
    expect(breakerState(service)).toBe('closed');
  });

  test('what the service says about the caller never opens it', async () => {
    await call(refused, 50);
    expect(breakerState(service)).toBe('closed');
  });

  test('within ten seconds one probe goes through, and its success lets everybody through', async () => {
    await call(down, 10);
    await vi.advanceTimersByTimeAsync(9_600);
    let settle: (value: string) => void = () => {};
    const probe = vi.fn(
      () =>
        new Promise<string>((resolve) => {
          settle = resolve;
        }),
    );
    const first = behindBreaker(service, probe);
    const second = behindBreaker(service, up);
    await vi.advanceTimersByTimeAsync(0);
    expect(probe).toHaveBeenCalledTimes(1);
    settle('back');
    expect(await Promise.all([first, second])).toEqual(['back', 'fine']);
    expect(breakerState(service)).toBe('closed');
  });

  test('a probe that fails closes the door for ten seconds more', async () => {
    await call(down, 10);
    await vi.advanceTimersByTimeAsync(9_600);
    await call(down);
    expect(breakerState(service)).toBe('open');
  });

  test('callers who do not wait say nothing of the service', async () => {
    await call(() => Promise.reject(givenUp('the caller hung up')), 50);
    expect(breakerState(service)).toBe('closed');
  });

  test('what fails on our side says nothing of the service, and is no sign of its return', async () => {
    const broken = () => Promise.reject(new Error('our own database'));
    await call(broken, 50);
    expect(breakerState(service)).toBe('closed');
    await call(down, 10);
    await vi.advanceTimersByTimeAsync(9_600);
    await call(broken);
    expect(breakerState(service)).toBe('open');
  });

  test('a probe that nobody waited for leaves the question to the next call', async () => {
    await call(down, 10);
    await vi.advanceTimersByTimeAsync(9_600);
    await call(() => Promise.reject(givenUp('the caller hung up')));
    expect(await call(up)).toBe('fine');
  });

  test('an answer that is an error is a sign of life, and what failed before is forgotten', async () => {
    await call(down, 10);
    await vi.advanceTimersByTimeAsync(9_600);
    await call(refused);
    await call(down, 9);
    expect(breakerState(service)).toBe('closed');
  });

  test('calls that were under way when it opened say nothing of a service that is back', async () => {
    const late: Array<(error: unknown) => void> = [];
    const pending = Array.from({ length: 20 }, () =>
      behindBreaker(service, () => new Promise((_, reject) => late.push(reject))).catch(() => {}),
    );
    await call(down, 10);
    await vi.advanceTimersByTimeAsync(9_600);
    await call(up);
    for (const fail of late) fail(new AppError('provider_unavailable', 'no answer in time'));
    await Promise.all(pending);
    expect(breakerState(service)).toBe('closed');
  });

  test('another app of the same provider is not held back', async () => {
    await call(down, 10);
    expect(await behindBreaker({ ...service, appSlug: 'another' }, up)).toBe('fine');
  });
});

describe('what another process found out', () => {
  const told: BreakerNews[] = [];
  onBreakerNews((news) => void told.push(news));
  beforeEach(() => void told.splice(0));

  const hear = (is: BreakerNews['is']) => {
    const { appName: _, ...which } = service;
    hearBreakerNews({ ...which, is });
  };

  test('each outage is told once when it begins and once when it is over', async () => {
    const { provider, appSlug } = service;
    await call(down, 30);
    await vi.advanceTimersByTimeAsync(9_600);
    await call(down);
    await vi.advanceTimersByTimeAsync(9_600);
    await call(up, 3);
    expect(told).toEqual([
      { provider, appSlug, is: 'down' },
      { provider, appSlug, is: 'back' },
    ]);
  });

  test('that a service is down costs one failing call more, and is not told again', async () => {
    hear('down');
    expect(breakerState(service)).toBe('closed');
    await call(down);
    expect(breakerState(service)).toBe('open');
    expect(told).toEqual([]);
  });

  test('a service that answers here is not held back, whatever others see', async () => {
    hear('down');
    await call(up);
    await call(down, 8);
    expect(breakerState(service)).toBe('closed');
  });

  test('a caller who does not wait is not what bears it out', async () => {
    hear('down');
    await call(() => Promise.reject(givenUp('the caller hung up')));
    expect(breakerState(service)).toBe('closed');
    await call(down);
    expect(breakerState(service)).toBe('open');
  });

  test('that it was down is forgotten with the window', async () => {
    hear('down');
    await vi.advanceTimersByTimeAsync(31_000);
    await call(down);
    expect(breakerState(service)).toBe('closed');
  });

  test('that it is back lets the next call find out, without waiting', async () => {
    await call(down, 10);
    hear('back');
    expect(await call(up)).toBe('fine');
    expect(breakerState(service)).toBe('closed');
  });

  test('where it is not back for us, everybody waits as before', async () => {
    await call(down, 10);
    hear('back');
    await call(down);
    const work = vi.fn(up);
    await call(work);
    expect(work).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(9_600);
    expect(await call(work)).toBe('fine');
  });

  test("of one person's server it says nothing about those of others", async () => {
    hearBreakerNews({ provider: service.provider, appSlug: service.appSlug, instance: 'theirs', is: 'down' });
    await call(down, 9);
    expect(breakerState(service)).toBe('closed');
  });
});
