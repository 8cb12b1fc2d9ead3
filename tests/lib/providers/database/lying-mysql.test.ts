import { afterEach, describe, expect, test } from 'vitest';
import { takeConsoleErrors } from '@/tests/support/console';
import { expectNoUnheardErrors } from '@/tests/support/unheard-errors';
import {
  column,
  END,
  endless,
  type Lie,
  length,
  MORE,
  type Moment,
  packet,
  packets,
  prepared,
  repeated,
  row,
  startLyingMySql,
  text,
} from './support/lying-mysql';
import { call, subjectOn } from './support/subjects';

const MIB = 1024 * 1024;
const subject = subjectOn('mysql', 'lies');

expectNoUnheardErrors();
afterEach(() => {
  expect(takeConsoleErrors()).toEqual([]);
});

/** Asks a server that lies. `stalledMs` is the longest that nothing else ran in this process meanwhile. */
async function ask(moment: Moment, lie: Lie, input = { query: 'select 1' }) {
  const server = await startLyingMySql(moment, lie);
  const session = subject.open({ port: server.port, timeout_s: 5 });
  const before = process.memoryUsage().rss;
  let [stalledMs, grown, last] = [0, 0, performance.now()];
  const watch = setInterval(() => {
    stalledMs = Math.max(stalledMs, performance.now() - last);
    last = performance.now();
    grown = Math.max(grown, process.memoryUsage().rss - before);
  }, 5);
  const outcome = await call(session, 'query', input).catch((error: { code: string }) => ({ error: error.code }));
  stalledMs = Math.max(stalledMs, performance.now() - last);
  clearInterval(watch);
  await session.close();
  await server.close();
  return { outcome, stalledMs, grownMib: Math.round(grown / MIB) };
}

const UNREADABLE = { error: expect.stringMatching(/^provider_(unavailable|rejected)$/) };
const TOO_LARGE = { ok: false, reason: expect.stringContaining('larger than the limit') };
const answerOf = (columns: string[], ...payloads: Buffer[]): Buffer[] => [
  length(columns.length),
  ...columns.map(column),
  END,
  ...payloads,
  END,
];
const LONG_PACKETS: Lie = function* (first) {
  const blob = Buffer.alloc(MIB, 'z');
  for (let number = first; ; number++) {
    yield Buffer.from([0xff, 0xff, 0xff, number & 0xff]);
    for (let part = 0; part < 16; part++) yield part < 15 ? blob : blob.subarray(1);
  }
};
const SWITCH_PLUGIN = Buffer.from(`\xfemysql_native_password\0${'b'.repeat(20)}\0`, 'latin1');

describe('a MySQL server that lies costs its own call alone, and neither memory nor time of others', () => {
  test('an honest answer of the same server is read', async () => {
    const { outcome } = await ask('answer', (first) => packets(first, answerOf(['a'], row(text('x')))));
    expect(outcome).toMatchObject({ ok: true, content: { rows: [['x']] } });
  });

  test.each<[string, Moment, Lie, unknown]>([
    ['greets without end', 'greeting', LONG_PACKETS, UNREADABLE],
    ['greets with a packet of 1 MB', 'greeting', () => [packet(0, Buffer.alloc(MIB, 'z'))], UNREADABLE],
    ['answers the sign-in with packets without end', 'sign-in', LONG_PACKETS, UNREADABLE],
    ['changes the way to sign in without end', 'sign-in', (first) => endless(first, SWITCH_PLUGIN), UNREADABLE],
    [
      'answers a question of ours with rows without end',
      'question',
      function* (first) {
        yield* packets(first, answerOf(['a', 'b']).slice(0, -1));
        yield* endless(first + 4, Buffer.concat([text('8.4.0'), text('')]));
      },
      UNREADABLE,
    ],
    [
      'describes columns without end',
      'answer',
      function* (first) {
        yield packet(first, length(2n ** 40n));
        yield* endless(first + 1, column('c'));
      },
      TOO_LARGE,
    ],
    [
      'describes columns of megabytes',
      'answer',
      function* (first) {
        yield packet(first, length(4000));
        yield* endless(first + 1, column('c'.repeat(100_000)));
      },
      TOO_LARGE,
    ],
    [
      'has 60,000 columns',
      'answer',
      function* (first) {
        yield packet(first, length(60_000));
        yield* repeated(60_000, first + 1, column('c'));
        yield packet(first + 60_001, END);
        yield* repeated(50, first + 60_002, Buffer.concat([Buffer.from([0]), Buffer.alloc(7501, 0xff)]));
        yield packet(first + 60_052, END);
      },
      TOO_LARGE,
    ],
    [
      'has 60,000 columns in what it prepared',
      'prepare',
      function* (first) {
        yield packet(first, prepared(60_000, 0));
        yield* endless(first + 1, column('c'));
      },
      TOO_LARGE,
    ],
    [
      'has 60,000 placeholders in what it prepared',
      'prepare',
      function* (first) {
        yield packet(first, prepared(0, 60_000));
        yield* endless(first + 1, column('?'));
      },
      { ok: false, reason: 'The parameters do not fit the placeholders.' },
    ],
    [
      'has lists without end',
      'answer',
      function* (first) {
        const list = [length(1), column('a'), MORE, MORE];
        for (let number = first; ; number += 400)
          yield Buffer.concat(packets(number, Array.from({ length: 100 }, () => list).flat()));
      },
      UNREADABLE,
    ],
    [
      'has a row that ends too early',
      'answer',
      (first) => packets(first, answerOf(['a', 'b', 'c'], row(text('x')))),
      UNREADABLE,
    ],
    [
      'has a row that goes on',
      'answer',
      (first) => packets(first, answerOf(['a'], row(text('x'), text('y')))),
      UNREADABLE,
    ],
    [
      'has a text that is longer than its packet',
      'answer',
      (first) => packets(first, answerOf(['a'], row(length(2n ** 64n - 1n), Buffer.from('abc')))),
      UNREADABLE,
    ],
    [
      'has a length that is none',
      'answer',
      (first) => packets(first, answerOf(['a'], row(Buffer.from([0xff])))),
      UNREADABLE,
    ],
    ['sends a packet of nothing', 'answer', (first) => [packet(first, Buffer.alloc(0))], UNREADABLE],
    [
      'numbers its packets as it likes',
      'answer',
      () => answerOf(['a'], row(text('x'))).map((payload, at) => packet(7 * at + 200, payload)),
      UNREADABLE,
    ],
  ])('that %s', { timeout: 20_000 }, async (_what, moment, lie, expected) => {
    const { outcome, stalledMs, grownMib } = await ask(moment, lie);
    expect(outcome).toMatchObject(expected as object);
    expect(grownMib).toBeLessThan(80);
    expect(stalledMs).toBeLessThan(4000);
  });

  test.each(['__proto__', '__defineGetter__', 'constructor'])('that calls a column %s is read', async (name) => {
    const { outcome } = await ask('answer', (first) => packets(first, answerOf([name], row(text('x')))));
    expect(outcome).toEqual({
      ok: true,
      content: { columns: [{ name, type: 'text' }], rows: [['x']], row_count: 1, next_cursor: null },
    });
  });
});
