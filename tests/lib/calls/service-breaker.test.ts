import { beforeEach, describe, expect, test } from 'vitest';
import { BreakerOpen } from '@/lib/calls/safety';
import { ServiceBreaker } from '@/lib/calls/service-breaker';
import { AppError } from '@/lib/errors';

const down = () => Promise.reject(new AppError('provider_unavailable', 'There was a problem connecting to Gmail.'));
const refused = () => Promise.reject(new AppError('provider_rejected', 'no'));
const up = () => Promise.resolve('fine');

let now = 0;
let news: string[] = [];
let breaker: ServiceBreaker;

beforeEach(() => {
  now = 1_700_000_000_000;
  news = [];
  const listener = { onDown: () => void news.push('down'), onBack: () => void news.push('back') };
  breaker = new ServiceBreaker(listener, () => now);
});

const wait = (seconds: number) => {
  now += seconds * 1_000;
};

/** Makes calls with a pause after each; returns how many were sent before the breaker opened. */
async function sent(work: () => Promise<string>, times: number, everyMs = 0): Promise<number> {
  for (let count = 0; count < times; count += 1) {
    const caught = await breaker.execute(work).catch((error: unknown) => error);
    if (caught instanceof BreakerOpen) return count;
    now += everyMs;
  }
  return times;
}

describe('an outage after traffic', () => {
  test('is found after ten failing calls when the service rested before', async () => {
    await sent(up, 300, 10);
    wait(60);
    expect(await sent(down, 100, 100)).toBe(10);
    expect(breaker.state).toBe('open');
  });

  test('is found after ten failing calls when the good ones were bunched at the start of a window', async () => {
    await sent(up, 300);
    wait(30);
    expect(await sent(down, 100, 10)).toBe(10);
  });

  test('is found after twenty in a row while a thousand calls of the last seconds were good', async () => {
    await sent(up, 1_000, 10);
    expect(await sent(down, 500, 10)).toBe(20);
  });

  test.each([1_000, 1_500, 2_000, 3_000])('with a call every %d ms it is found', async (everyMs) => {
    await sent(up, 50, everyMs);
    const failed = await sent(down, 100, everyMs);
    expect(failed).toBeLessThanOrEqual(15);
    expect(failed * everyMs).toBeLessThanOrEqual(30_000);
  });

  test('with fewer than ten calls in thirty seconds nothing is held back', async () => {
    expect(await sent(down, 100, 4_000)).toBe(100);
  });

  test('failures of an earlier half-minute count for nothing', async () => {
    for (let round = 0; round < 20; round += 1) {
      await sent(down, 9);
      wait(31);
    }
    expect(breaker.state).toBe('closed');
  });
});

describe('faults that are not an outage', () => {
  test('a fifth of calls failing never opens it, at any rate', async () => {
    for (let index = 0; index < 2_000; index += 1) await sent(index % 5 === 0 ? down : up, 1, 7);
    expect(news).toEqual([]);
  });

  test('refusals between failures show that the service is there', async () => {
    for (let index = 0; index < 100; index += 1) await sent(index % 3 === 0 ? down : refused, 1, 50);
    expect(breaker.state).toBe('closed');
  });
});

test('a clock that is set back does not keep it from opening or from closing', async () => {
  await sent(up, 100, 10);
  wait(-3_600);
  expect(await sent(down, 100)).toBe(10);
  wait(9.1);
  expect(await breaker.execute(up)).toBe('fine');
  expect(news).toEqual(['down', 'back']);
});

test('of many calls that come after the pause one is the probe, and the others take what it finds out', async () => {
  await sent(down, 10);
  wait(9.1);
  let asked = 0;
  const probe = async () => {
    asked += 1;
    await new Promise((resolve) => setImmediate(resolve));
    return down();
  };
  const all = await Promise.all(Array.from({ length: 50 }, () => breaker.execute(probe).catch((error) => error)));
  expect(asked).toBe(1);
  expect(all.filter((error) => error instanceof BreakerOpen)).toHaveLength(49);
});

test('a call that was given up while it waited for the probe is not sent', async () => {
  await sent(down, 10);
  wait(9.1);
  const caller = new AbortController();
  let release = (_: string) => {};
  const probe = breaker.execute(() => new Promise<string>((resolve) => (release = resolve)));
  let wasSent = false;
  const waiting = breaker
    .execute(async () => {
      wasSent = true;
      return 'sent';
    }, caller.signal)
    .catch((error: unknown) => error);
  caller.abort(new Error('the caller hung up'));
  release('back');
  expect([await probe, await waiting]).toMatchObject(['back', { message: 'the caller hung up' }]);
  expect(wasSent).toBe(false);
});

describe('what fails for one account alone', () => {
  const call = (account: string, work: () => Promise<string>) =>
    breaker.execute(work, undefined, account).catch((error: unknown) => error);

  test('holds back nobody who is answered, however long it goes on', async () => {
    let sentByBroken = 0;
    const broken = () => {
      sentByBroken += 1;
      return down();
    };
    for (let second = 0; second < 120; second += 1) {
      for (let number = 0; number < 5; number += 1) await call('broken', broken);
      expect(await call('well', up)).toBe('fine');
      wait(1);
    }
    expect(breaker.state).toBe('closed');
    expect(sentByBroken).toBeLessThan(40);
  });

  test('and was all there was, does not keep the first call of another account away', async () => {
    for (let number = 0; number < 12; number += 1) await call('broken', down);
    expect(breaker.state).toBe('open');
    expect(await call('well', up)).toBe('fine');
    for (let number = 0; number < 30; number += 1) await call('broken', down);
    expect(await call('broken', up)).toBeInstanceOf(BreakerOpen);
    expect(await call('well', up)).toBe('fine');
    expect(news).toEqual(['down', 'back']);
  });

  test('is let through again once it is mended', async () => {
    await call('well', up);
    for (let number = 0; number < 20; number += 1) {
      await call('broken', down);
      await call('well', up);
    }
    expect(await call('broken', up)).toBeInstanceOf(BreakerOpen);
    wait(9.1);
    expect(await call('broken', up)).toBe('fine');
    expect(await call('broken', up)).toBe('fine');
  });

  test('and then for another too is an outage, which costs the second account one call', async () => {
    for (let number = 0; number < 10; number += 1) await call('first', down);
    expect(await call('second', down)).not.toBeInstanceOf(BreakerOpen);
    for (const account of ['first', 'second', 'third']) expect(await call(account, up)).toBeInstanceOf(BreakerOpen);
  });

  test('an outage that many accounts meet is found after ten failing calls of all', async () => {
    for (let number = 0; number < 100; number += 1) await call(`account ${number}`, up);
    wait(31);
    for (let number = 0; number < 10; number += 1) await call(`account ${number}`, down);
    expect(await call('account 50', up)).toBeInstanceOf(BreakerOpen);
  });
});

describe('what operators are told', () => {
  test('is that calls are held back, for as long as calls find that out', async () => {
    expect(breaker.isHoldingBack).toBe(false);
    await sent(down, 100, 100);
    expect(breaker.isHoldingBack).toBe(true);
    wait(50);
    await sent(down, 1);
    wait(50);
    expect(breaker.isHoldingBack).toBe(true);
  });

  test('is nothing of a service that nobody has asked for a minute, and nothing once it answers', async () => {
    await sent(down, 100, 100);
    wait(61);
    expect(breaker.isHoldingBack).toBe(false);
    await sent(down, 1);
    expect(breaker.isHoldingBack).toBe(true);
    wait(10);
    await sent(up, 1);
    expect(breaker.isHoldingBack).toBe(false);
  });
});
