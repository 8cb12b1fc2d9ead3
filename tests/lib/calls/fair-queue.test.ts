import { describe, expect, test } from 'vitest';
import { inTurn } from '@/lib/calls/call-limits';
import { FairQueue } from '@/lib/calls/fair-queue';

const patient = new AbortController().signal;

function gate() {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test('no more run at a time than are allowed, whatever comes in the meantime', async () => {
  const queue = new FairQueue(3);
  let running = 0;
  let most = 0;
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  };
  await Promise.all(Array.from({ length: 50 }, (_, index) => queue.run(`account ${index % 4}`, patient, work)));
  expect(most).toBe(3);
});

test('one call of a quiet account waits one turn, not behind the hundred of a busy one', async () => {
  const queue = new FairQueue(1);
  const { open, opened } = gate();
  const order: string[] = [];
  const call = (account: string) => queue.run(account, patient, async () => void order.push(account));
  const first = queue.run('busy', patient, () => opened);
  const busy = Array.from({ length: 100 }, () => call('busy'));
  const quiet = call('quiet');
  open();
  await Promise.all([first, ...busy, quiet]);
  expect(order.indexOf('quiet')).toBeLessThanOrEqual(1);
});

test('a caller who gives up in line leaves it, and the next is served', async () => {
  const queue = new FairQueue(1);
  const { open, opened } = gate();
  const caller = new AbortController();
  const first = queue.run('a', patient, () => opened);
  const second = queue.run('b', caller.signal, async () => 'never').catch((reason: Error) => reason.message);
  const third = queue.run('c', patient, async () => 'served');
  caller.abort(new Error('gone'));
  expect(await second).toBe('gone');
  open();
  await first;
  expect(await third).toBe('served');
});

test('work that fails gives its place back', async () => {
  const queue = new FairQueue(1);
  await queue.run('a', patient, () => Promise.reject(new Error('failed'))).catch(() => {});
  expect(await queue.run('a', patient, async () => 'served')).toBe('served');
});

test('calls of one account that hang leave a place to the others, in the same app and in every other', async () => {
  const { open, opened } = gate();
  const turn = (appSlug: string, accountId: string) => ({ provider: 'shared', appSlug, accountId, signal: patient });
  const apps = ['one', 'two', 'three'];
  const hanging = apps.flatMap((app) => Array.from({ length: 300 }, () => inTurn(turn(app, 'busy'), () => opened)));
  for (const app of [...apps, 'four']) {
    expect(await inTurn(turn(app, 'quiet'), async () => 'served')).toBe('served');
  }
  open();
  await Promise.all(hanging);
});

test('an account that has its share waits for one of its own calls, however many places are free', async () => {
  const queue = new FairQueue(10, 2);
  const { open, opened } = gate();
  const order: string[] = [];
  const call = (account: string) => queue.run(account, patient, async () => void order.push(account));
  const hanging = [queue.run('busy', patient, () => opened), queue.run('busy', patient, () => opened)];
  const waiting = call('busy');
  await call('quiet');
  expect(order).toEqual(['quiet']);
  open();
  await Promise.all([...hanging, waiting]);
  expect(order).toEqual(['quiet', 'busy']);
});

test('an app that hangs leaves a place to the others of its provider', async () => {
  const { open, opened } = gate();
  const turn = (appSlug: string) => ({ provider: 'hanging', appSlug, accountId: appSlug, signal: patient });
  const accounts = ['a', 'b', 'c', 'd'];
  const hanging = Array.from({ length: 400 }, (_, index) =>
    inTurn({ ...turn('hangs'), accountId: accounts[index % 4] ?? '' }, () => opened),
  );
  expect(await inTurn(turn('answers'), async () => 'served')).toBe('served');
  open();
  await Promise.all(hanging);
});

describe('calls of different weights', () => {
  test('take no more places together than there are, and no account more than its share', async () => {
    const queue = new FairQueue(8, 4);
    const leave = await queue.take('a', patient, 3);
    let hasEntered = false;
    const second = queue.take('a', patient, 2).then((left) => {
      hasEntered = true;
      return left;
    });
    const ofAnother = await queue.take('b', patient, 4);
    expect([queue.taken, hasEntered]).toEqual([7, false]);
    leave();
    (await second)();
    ofAnother();
    expect(queue.taken).toBe(0);
  });

  test('are served in turn: light ones that come later do not keep a heavy one waiting', async () => {
    const queue = new FairQueue(4);
    const leave = await queue.take('a', patient, 3);
    const order: string[] = [];
    const heavy = queue.take('b', patient, 4).then((left) => {
      order.push('heavy');
      left();
    });
    const light = queue.take('c', patient, 1).then((left) => {
      order.push('light');
      left();
    });
    leave();
    await Promise.all([heavy, light]);
    expect(order).toEqual(['heavy', 'light']);
  });

  test('go on when the one that they waited behind gives up', async () => {
    const queue = new FairQueue(4);
    await queue.take('a', patient, 3);
    const caller = new AbortController();
    const heavy = queue.take('b', caller.signal, 4).catch((reason: Error) => reason.message);
    const light = queue.take('c', patient, 1);
    caller.abort(new Error('gone'));
    expect(await heavy).toBe('gone');
    await light;
    expect(queue.taken).toBe(4);
  });

  test('heavier than an account may be count as its share', async () => {
    const queue = new FairQueue(8, 4);
    await queue.take('a', patient, 100);
    expect(queue.taken).toBe(4);
  });
});
