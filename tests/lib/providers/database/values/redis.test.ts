import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '@/lib/contracts/json';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { type RedisAdmin, redisAdmin } from '../support/admins';
import { bytes, RUNS, text } from '../support/arbitraries';
import { answer, subjectOn } from '../support/subjects';

describe('Redis gives back what was put in', () => {
  let admin: RedisAdmin;
  let session: DatabaseSession;
  beforeAll(async () => {
    const subject = subjectOn('redis', '3');
    admin = await redisAdmin(subject.server, 3);
    session = subject.open();
  });
  afterAll(async () => {
    await session.close();
    await admin.close();
  });
  const reply = async (command: string, ...args: Json[]) => (await answer(session, 'query', { command, args })).reply;
  const bare = (value: Json): Buffer =>
    typeof value === 'string' ? Buffer.from(value) : Buffer.from(String(Object(value).base64), 'base64');

  test('binary strings', () =>
    fc.assert(
      fc.asyncProperty(bytes, async (value) => {
        await admin.set('v', value);
        expect(bare((await reply('GET', 'v')) as Json)).toEqual(value);
      }),
      RUNS,
    ));
  test('hashes with any field', () =>
    fc.assert(
      fc.asyncProperty(fc.dictionary(text.filter(Boolean), text, { minKeys: 1 }), async (hash) => {
        await admin.del('h');
        await admin.hSet('h', Object.fromEntries(Object.entries(hash)));
        expect(await reply('HGETALL', 'h')).toEqual({ ...hash });
      }),
      RUNS,
    ));
  test('streams', async () => {
    await admin.xAdd('s', '1-1', { kind: 'view', by: 'ann' });
    expect(await reply('XRANGE', 's', '-', '+')).toEqual([['1-1', ['kind', 'view', 'by', 'ann']]]);
  });
  test('integers beyond those of JavaScript', async () => {
    await admin.set('n', '9007199254740993');
    expect(await reply('GET', 'n')).toBe('9007199254740993');
  });
});
