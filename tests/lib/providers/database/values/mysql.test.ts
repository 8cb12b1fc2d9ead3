import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '@/lib/contracts/json';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { mySqlAdmin, type SqlAdmin } from '../support/admins';
import { bigint, bytes, decimal, instant, isStorable, RUNS, sorted, text } from '../support/arbitraries';
import { answer, subjectOn } from '../support/subjects';

describe.each(['mariadb', 'mysql'] as const)('%s gives back what was put in', (name) => {
  let admin: SqlAdmin;
  let session: DatabaseSession;
  beforeAll(async () => {
    const subject = subjectOn(name, 'type_trips');
    admin = await mySqlAdmin(subject.server, 'type_trips');
    await admin.run(`create table v (a bigint, b bigint unsigned, c decimal(40,4), d double, e varchar(200) character set utf8mb4,
      f varbinary(200), g datetime(6), h timestamp(3) null, i json, j bit(20), k enum('a','it''s'), l geometry, m float, n date)`);
    session = subject.open({ allow_writes: true });
  });
  afterAll(async () => {
    await session.close();
    await admin.close();
  });
  const trip = async (column: string, value: Json, expression = '?'): Promise<Json> => {
    await admin.run('delete from v');
    await answer(session, 'write', { query: `insert into v (${column}) values (${expression})`, params: [value] });
    const { rows } = await answer(session, 'query', { query: `select ${column} from v` });
    return (rows as Json[][])[0]?.[0] ?? null;
  };
  const same = <Value extends Json>(
    column: string,
    values: fc.Arbitrary<Value>,
    expected: (value: Value) => Json = (value) => value,
    expression = '?',
  ) =>
    fc.assert(
      fc.asyncProperty(values, async (value) => {
        expect(await trip(column, value, expression)).toEqual(expected(value));
      }),
      RUNS,
    );

  test('bigint', () => same('a', bigint.map(String)));
  test('bigint unsigned', () => same('b', fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String)));
  test('decimal', () =>
    same(
      'c',
      decimal.filter((value) => !value.startsWith('-0.')),
    ));
  test('double', () =>
    same(
      'd',
      fc
        .double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 })
        .filter((value) => Math.abs(value) > 1e-300),
    ));
  test('float', async () => expect(await trip('m', 1.1)).toBe(1.1));
  test('text', () => same('e', text));
  test('binary', () =>
    same(
      'f',
      bytes.map((value) => value.toString('hex')),
      (value) => Buffer.from(value, 'hex').toString('base64'),
      'unhex(?)',
    ));
  test('datetime', () =>
    same(
      'g',
      instant.map((value) => new Date(value).toISOString().slice(0, -1)),
      (value) =>
        expect.toSatisfy((got: string) => !got.endsWith('Z') && Date.parse(`${got}Z`) === Date.parse(`${value}Z`)),
    ));
  test('timestamp, with its zone', () =>
    same(
      'h',
      instant.map((value) => new Date(value).toISOString().slice(0, -1)),
      (value) => expect.toSatisfy((got: string) => got.endsWith('Z') && Date.parse(got) === Date.parse(`${value}Z`)),
    ));
  test('json', () =>
    same(
      'i',
      fc
        .jsonValue()
        .filter(isStorable)
        .map((value) => JSON.stringify(value)),
      (value) =>
        expect.toSatisfy((got: Json) => JSON.stringify(sorted(got)) === JSON.stringify(sorted(JSON.parse(value)))),
    ));
  test('bit strings', () =>
    same('j', fc.integer({ min: 0, max: 2 ** 20 - 1 }), (value) => value.toString(2).padStart(20, '0')));
  test('enum', () => same('k', fc.constantFrom('a', "it's")));
  test('dates', () =>
    same(
      'n',
      instant.map((value) => new Date(value).toISOString().slice(0, 10)),
    ));
  test('geometry, as well-known text', () =>
    same(
      'l',
      fc.constantFrom(
        'POINT(1 2)',
        'LINESTRING(0 0,1.5 2)',
        'POLYGON((0 0,1 0,1 1,0 0))',
        'MULTIPOLYGON(((0 0,1 0,1 1,0 0)))',
        'GEOMETRYCOLLECTION(POINT(1 2))',
      ),
      undefined,
      'st_geomfromtext(?)',
    ));
});
