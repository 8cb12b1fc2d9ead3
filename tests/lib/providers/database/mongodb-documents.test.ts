import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '@/lib/contracts/json';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { mongoAdmin } from './support/admins';
import { answer, call, subjectOn } from './support/subjects';

let session: DatabaseSession;
let closeAdmin: () => Promise<void>;

beforeAll(async () => {
  const subject = subjectOn('mongodb', 'documents');
  const admin = await mongoAdmin(subject.server, 'documents');
  await admin.db.collection('things').insertOne({ name: 'lamp', at: new Date('2024-01-01'), price: 2.5 });
  closeAdmin = admin.close;
  session = subject.open({ allow_writes: true });
});
afterAll(async () => {
  await session.close();
  await closeAdmin();
});

const nested = (depth: number, wrap: (inner: Json) => Json): Json => {
  let value: Json = 1;
  for (let level = 0; level < depth; level++) value = wrap(value);
  return value;
};
const inLists = (depth: number) => nested(depth, (inner) => [inner]);
const inDocuments = (depth: number) => nested(depth, (inner) => ({ a: inner }));

describe('a nested document', () => {
  test.each([26, 60, 90])('of %i lists costs no more than its size', async (depth) => {
    const startedAt = performance.now();
    const outcome = await call(session, 'query', { collection: 'things', filter: { a: inLists(depth) } });
    expect(outcome).toMatchObject({ ok: true });
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  test.each([
    ['lists', inLists],
    ['documents', inDocuments],
    ['operators', (depth: number) => nested(depth, (inner) => ({ $and: [inner] }))],
    ['extended JSON', (depth: number) => nested(depth, (inner) => ({ $date: inner }))],
    ['stages', (depth: number) => nested(depth, (inner) => ({ $facet: { a: [inner] } }))],
  ])('of 5,000 %s is refused at once', async (_what, make) => {
    for (const place of ['filter', 'projection', 'sort']) {
      await expect(call(session, 'query', { collection: 'things', [place]: { a: make(5000) } })).rejects.toMatchObject({
        code: 'invalid_request',
      });
    }
    const pipeline = [{ $match: { a: make(5000) } }];
    await expect(
      call(session, 'query', { operation: 'aggregate', collection: 'things', pipeline }),
    ).rejects.toMatchObject({ code: 'invalid_request' });
  });

  test('of 300,000 values is refused before it is read', async () => {
    const startedAt = performance.now();
    await expect(
      call(session, 'query', { collection: 'things', filter: { a: { $in: Array(300_000).fill(1) } } }),
    ).rejects.toMatchObject({ code: 'invalid_request' });
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe('what cannot be a document is said to be the caller’s mistake', () => {
  test.each<[string, JsonObject]>([
    ['an id that is none', { _id: { $oid: 'zz' } }],
    ['an id that is a number', { _id: { $oid: 5 } }],
    ['a date that is none', { at: { $date: 'someday' } }],
    ['a date of null', { at: { $date: null } }],
    ['a date beyond the calendar', { at: { $date: { $numberLong: '9223372036854775807' } } }],
    ['a long that is none', { n: { $numberLong: 'x' } }],
    ['a long that is too long', { n: { $numberLong: '9223372036854775808' } }],
    ['an integer that is too long', { n: { $numberInt: '2147483648' } }],
    ['a double that is none', { n: { $numberDouble: 'x' } }],
    ['a decimal that is none', { n: { $numberDecimal: 'x' } }],
    ['bytes that are none', { b: { $binary: { base64: '%%%', subType: '00' } } }],
    ['bytes of an unknown kind', { b: { $binary: { base64: 'AA==', subType: 'xyz' } } }],
    ['bytes without any', { b: { $binary: 5 } }],
    ['a UUID that is none', { b: { $uuid: 'zz' } }],
    ['a pattern that ends early', { s: { $regularExpression: { pattern: 'a\0b', options: '' } } }],
    ['a pattern with unknown options', { s: { $regularExpression: { pattern: 'a', options: 'q' } } }],
    ['a timestamp of fractions', { t: { $timestamp: { t: 1.5, i: 0 } } }],
    ['a timestamp below zero', { t: { $timestamp: { t: -1, i: 0 } } }],
    ['a smallest key that is none', { k: { $minKey: 2 } }],
    ['the driver’s own mark', { x: { _bsontype: 'ObjectId', id: 'x' } }],
    ['the driver’s own mark around code', { x: { _bsontype: 'Code', code: 'x', $where: '1' } }],
    ['a symbol', { x: { $symbol: 'x' } }],
    ['a pointer', { x: { $dbPointer: { $ref: 'a', $id: { $oid: '64b5f0c2a7d3e1f2a3b4c5d6' } } } }],
    ['code', { x: { $code: 'x' } }],
    ['an operator that ends early', { '$out\0': 'x' }],
    ['a name that ends early', { 'a\0b': 1 }],
    ['a name that vanishes', JSON.parse('{"a":{"__proto__":{"$where":"1"}}}')],
  ])('%s', async (_what, filter) => {
    const outcome = await call(session, 'query', { collection: 'things', filter }).catch((error) => error);
    expect(outcome.code ?? outcome).toEqual(
      outcome.code ? 'invalid_request' : { ok: false, reason: expect.any(String) },
    );
  });

  test.each(['..', 'a..b', '.a', 'a.', 'a\0b', '$x', 'system.js', 'x'.repeat(300)])(
    'the collection %j',
    async (collection) => {
      const outcome = await call(session, 'query', { collection }).catch((error) => error);
      expect(outcome.code ?? outcome.ok).toBe(outcome.code ? 'invalid_request' : false);
    },
  );

  test('a filter that would vanish on its way does not delete everything', async () => {
    const filter = JSON.parse('{"__proto__":{"name":"nothing"}}');
    await expect(
      call(session, 'write', { operation: 'deleteMany', collection: 'things', filter }),
    ).rejects.toMatchObject({ code: 'invalid_request' });
    expect(await answer(session, 'query', { operation: 'count', collection: 'things' })).toEqual({ count: 1 });
  });
});

describe('only operators that are known to read', () => {
  const aggregate = (...pipeline: JsonObject[]) =>
    call(session, 'query', { operation: 'aggregate', collection: 'things', pipeline });

  test.each<[string, JsonObject]>([
    ['an unknown stage', { $whatever: {} }],
    ['an unknown expression', { $project: { x: { $whatever: 1 } } }],
    ['an unknown accumulator', { $group: { _id: null, x: { $whatever: 1 } } }],
    ['an unknown query operator', { $match: { x: { $whatever: 1 } } }],
    ['a stage of the whole server', { $currentOp: {} }],
    ['sessions of everybody', { $listSessions: { allUsers: true } }],
    ['sessions of this process', { $listLocalSessions: {} }],
    ['statistics of others’ questions', { $queryStats: {} }],
    ['settings of the server', { $queryAnalyzer: {} }],
    ['a change stream', { $changeStream: {} }],
    ['another database by union', { $unionWith: { db: 'admin', coll: 'things' } }],
    ['another database by lookup', { $lookup: { from: { db: 'admin', coll: 'x' }, pipeline: [], as: 'x' } }],
    ['another database by a graph', { $graphLookup: { from: { db: 'a', coll: 'b' }, as: 'x' } }],
    ['users by a graph', { $graphLookup: { from: 'system.users', as: 'x' } }],
    ['a lookup of users inside of a place nobody listed', { $project: { x: { $lookup: { from: 'system.users' } } } }],
    ['code inside of a list', { $match: { $and: [[{ $where: '1' }]] } }],
    ['out inside of fused rankings', { $rankFusion: { input: { pipelines: { a: [{ $out: 'x' }] } } } }],
  ])('%s is refused', async (_what, stage) => {
    const outcome = await aggregate(stage);
    expect(outcome).toMatchObject({ ok: false, reason: expect.stringMatching(/allowed|database/) });
  });

  test('extended JSON of every kind reaches the server as what it says', async () => {
    const { documents } = await answer(session, 'query', {
      operation: 'aggregate',
      collection: 'things',
      pipeline: [
        {
          $match: { at: { $gte: { $date: '2023-01-01T00:00:00Z' }, $lt: { $date: { $numberLong: '1735689600000' } } } },
        },
        { $match: { name: { $regularExpression: { pattern: '^LA', options: 'i' } } } },
        {
          $project: {
            _id: 0,
            long: { $literal: { $numberLong: '9007199254740993' } },
            decimal: { $literal: { $numberDecimal: '1.10' } },
            uuid: { $literal: { $uuid: '3b241101-e2bb-4255-8caf-4136c566a962' } },
            date: { $literal: { $date: -1 } },
          },
        },
      ],
    });
    expect(documents).toEqual([
      {
        long: { $numberLong: '9007199254740993' },
        decimal: { $numberDecimal: '1.10' },
        uuid: { $binary: { base64: 'OyQRAeK7QlWMr0E2xWapYg==', subType: '04' } },
        date: { $date: { $numberLong: '-1' } },
      },
    ]);
  });
});

test('a pipeline may begin with documents of its own', async () => {
  const pipeline: Json[] = [{ $documents: [{ a: 1 }, { a: 2 }, { a: 3 }] }, { $match: { a: { $gt: 1 } } }];
  const asked = { operation: 'aggregate', collection: 'things', pipeline };
  expect(await answer(session, 'query', asked)).toMatchObject({ documents: [{ a: 2 }, { a: 3 }] });
  expect(await answer(session, 'query', { ...asked, cursor: '1' })).toMatchObject({ documents: [{ a: 3 }] });
  expect(await call(session, 'explain', asked)).toMatchObject({ ok: true });
});
