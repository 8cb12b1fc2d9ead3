import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '@/lib/contracts/json';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { postgresAdmin, type SqlAdmin } from '../support/admins';
import { bigint, bytes, decimal, instant, isStorable, RUNS, sorted, text } from '../support/arbitraries';
import { answer, subjectOn } from '../support/subjects';

describe('PostgreSQL gives back what was put in', () => {
  let admin: SqlAdmin;
  let session: DatabaseSession;
  beforeAll(async () => {
    const subject = subjectOn('postgres', 'type_trips');
    admin = await postgresAdmin(subject.server, 'type_trips');
    await admin.run("create type mood as enum ('sad', 'it''s fine', 'comma, \"quote\"')");
    session = subject.open();
  });
  afterAll(async () => {
    await session.close();
    await admin.close();
  });
  const trip = async (type: string, value: Json): Promise<Json> => {
    const { rows } = await answer(session, 'query', { query: `select $1::${type} as v`, params: [value] });
    return (rows as Json[][])[0]?.[0] ?? null;
  };
  const same = <Value extends Json>(
    type: string,
    values: fc.Arbitrary<Value>,
    expected: (value: Value) => Json = (value) => value,
  ) =>
    fc.assert(
      fc.asyncProperty(values, async (value) => {
        expect(await trip(type, value)).toEqual(expected(value));
      }),
      RUNS,
    );

  test('bigint', () => same('bigint', bigint.map(String)));
  test('integer', () => same('int', fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })));
  test('numeric', () => same('numeric', decimal));
  test('double precision', () =>
    same(
      'float8',
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0), // JSON has no negative zero
    ));
  test('text', () => same('text', text));
  test('boolean', () => same('boolean', fc.boolean()));
  test('bytea', () =>
    same(
      'bytea',
      bytes.map((value) => `\\x${value.toString('hex')}`),
      (value) => Buffer.from(value.slice(2), 'hex').toString('base64'),
    ));
  test('timestamptz', () =>
    same(
      'timestamptz',
      instant.map((value) => new Date(value).toISOString()),
      (value) => expect.toSatisfy((got: string) => Date.parse(got) === Date.parse(value) && /[+-]\d\d:\d\d$/.test(got)),
    ));
  test('jsonb', () =>
    same(
      'jsonb',
      fc
        .jsonValue()
        .filter(isStorable)
        .map((value) => JSON.stringify(value)),
      (value) =>
        expect.toSatisfy((got: Json) => JSON.stringify(sorted(got)) === JSON.stringify(sorted(JSON.parse(value)))),
    ));
  test('enum', () => same('mood', fc.constantFrom('sad', "it's fine", 'comma, "quote"')));
  test('arrays of enum', () => same('mood[]', fc.array(fc.constantFrom('sad', "it's fine", 'comma, "quote"', null))));
  test('arrays of text', () => same('text[]', fc.array(fc.option(text))));
  test('arrays of bigint', () => same('bigint[]', fc.array(bigint.map(String))));
  test('nested arrays', () =>
    same(
      'int[]',
      fc.tuple(fc.integer({ max: 99 }), fc.integer({ max: 99 })).map(([a, b]) => [
        [a, b],
        [b, a],
      ]),
    ));
  test('bit strings', () =>
    same(
      'varbit',
      fc.array(fc.constantFrom('0', '1'), { minLength: 1, maxLength: 70 }).map((bits) => bits.join('')),
    ));
  test('points, as text', () =>
    same(
      'point',
      fc.tuple(fc.integer(), fc.integer()).map(([x, y]) => `(${x},${y})`),
    ));
  test('uuid', () => same('uuid', fc.uuid()));
  test('dates', () =>
    same(
      'date',
      instant.map((value) => new Date(value).toISOString().slice(0, 10)),
    ));
  test('numbers of JSON that no double holds keep their digits', async () => {
    expect(await trip('jsonb', '{"big": 12345678901234567890, "exact": 0.12345678901234567890, "small": 7}')).toEqual({
      big: '12345678901234567890',
      exact: '0.12345678901234567890',
      small: 7,
    });
  });
  test('a key that stands twice in a value of json keeps both, as the text of the value', async () => {
    expect(await trip('json', '{"a": 1, "a": {"b": 2}}')).toBe('{"a": 1, "a": {"b": 2}}');
    expect(await trip('json[]', '{"{\\"a\\": 1, \\"a\\": 2}","{\\"a\\": 3}"}')).toEqual(['{"a": 1, "a": 2}', { a: 3 }]);
    // jsonb keeps the last one alone, so there is nothing to lose.
    expect(await trip('jsonb', '{"a": 1, "a": 2}')).toEqual({ a: 2 });
  });
  test('what is no number is its name', async () => {
    expect(await trip('float8', 'NaN')).toBe('NaN');
    expect(await trip('numeric', 'Infinity')).toBe('Infinity');
    expect(await trip('timestamptz', 'infinity')).toBe('infinity');
  });
});
