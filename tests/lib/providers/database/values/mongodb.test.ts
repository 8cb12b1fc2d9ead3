import fc from 'fast-check';
import { Binary, Decimal128, Long, ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '@/lib/contracts/json';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { mongoAdmin } from '../support/admins';
import { bigint, bytes, instant, RUNS, text } from '../support/arbitraries';
import { answer, subjectOn } from '../support/subjects';

describe('MongoDB gives back what was put in', () => {
  let admin: Awaited<ReturnType<typeof mongoAdmin>>;
  let session: DatabaseSession;
  beforeAll(async () => {
    const subject = subjectOn('mongodb', 'type_trips');
    admin = await mongoAdmin(subject.server, 'type_trips');
    session = subject.open();
  });
  afterAll(async () => {
    await session.close();
    await admin.close();
  });
  const trip = async (value: unknown): Promise<Json> => {
    await admin.db.collection('v').deleteMany({});
    await admin.db.collection('v').insertOne({ v: value });
    const { documents } = await answer(session, 'query', { collection: 'v', projection: { _id: 0 } });
    return (documents as JsonObject[])[0]?.v ?? null;
  };

  test('Decimal128', () =>
    fc.assert(
      fc.asyncProperty(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map((value) => `${value}.25`),
        async (value) => {
          expect(await trip(Decimal128.fromString(value))).toEqual({ $numberDecimal: value });
        },
      ),
      RUNS,
    ));
  test('ObjectId', async () => {
    const id = new ObjectId();
    expect(await trip(id)).toEqual({ $oid: id.toHexString() });
  });
  test('dates', () =>
    fc.assert(
      fc.asyncProperty(instant, async (value) => {
        expect(await trip(new Date(value))).toEqual({ $date: new Date(value).toISOString() });
      }),
      RUNS,
    ));
  test('binary', () =>
    fc.assert(
      fc.asyncProperty(bytes, async (value) => {
        expect(await trip(new Binary(value))).toEqual({ $binary: { base64: value.toString('base64'), subType: '00' } });
      }),
      RUNS,
    ));
  test('long integers', () =>
    fc.assert(
      fc.asyncProperty(bigint, async (value) => {
        const isSafe = BigInt(Number(value)) === value && Number.isSafeInteger(Number(value));
        expect(await trip(Long.fromBigInt(value))).toEqual(isSafe ? Number(value) : { $numberLong: String(value) });
      }),
      RUNS,
    ));
  test('nested documents and text', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.record({ a: text, b: fc.boolean(), c: fc.constant(null) })), async (value) => {
        expect(await trip(value)).toEqual(value.map((item) => ({ ...item })));
      }),
      RUNS,
    ));
});
