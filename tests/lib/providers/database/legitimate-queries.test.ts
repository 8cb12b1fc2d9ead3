import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import everyday from '@/tests/fixtures/databases/legitimate-queries.json';
import analytical from '@/tests/fixtures/databases/legitimate-queries-of-analysts.json';
import { mongoAdmin, mySqlAdmin, postgresAdmin, redisAdmin } from './support/admins';
import { openMongoShop, openRedisShop, openShop } from './support/shop';
import { answer, type Subject, subjectOn } from './support/subjects';

const DATABASE = 'legitimate';
const queries = [...everyday, ...analytical];
/** Trusted ones, which the owner of a database may create. */
const EXTENSIONS = ['citext', 'cube', 'earthdistance', 'fuzzystrmatch', 'hstore', 'ltree', 'pg_trgm', 'unaccent'];

const openShopOn: Record<string, (subject: Subject) => Promise<() => Promise<unknown>>> = {
  async postgres({ server }) {
    const admin = await postgresAdmin(server, DATABASE);
    await openShop(admin, 'postgres');
    for (const name of EXTENSIONS) await admin.run(`create extension ${name}`);
    return admin.close;
  },
  mariadb: openMySqlShop,
  mysql: openMySqlShop,
  async redis({ server }) {
    const client = await redisAdmin(server, 2);
    await openRedisShop(client);
    return () => client.close();
  },
  async mongodb({ server }) {
    const admin = await mongoAdmin(server, DATABASE);
    await openMongoShop(admin.db);
    return admin.close;
  },
};

async function openMySqlShop({ server }: Subject): Promise<() => Promise<unknown>> {
  const admin = await mySqlAdmin(server, DATABASE);
  await openShop(admin, 'mysql');
  return admin.close;
}

describe.each(['postgres', 'mariadb', 'mysql', 'redis', 'mongodb'] as const)(
  'questions that are asked of %s',
  (name) => {
    let session: DatabaseSession;
    let closeShop: () => Promise<unknown>;

    beforeAll(async () => {
      const subject = subjectOn(name, name === 'redis' ? '2' : DATABASE);
      closeShop = (await openShopOn[name]?.(subject)) as () => Promise<unknown>;
      session = subject.open();
    });
    afterAll(async () => {
      await session.close();
      await closeShop();
    });

    const kind = name === 'mariadb' ? 'mysql' : name;

    test.each(queries.filter((query) => query.kind === kind))('$why', async ({ input }) => {
      const content = await answer(session, 'query', JSON.parse(JSON.stringify(input)));
      expect(Object.keys(content).length).toBeGreaterThan(0);
    });
  },
);

test.each([
  ['everyday', everyday, 80],
  ['analytical', analytical, 110],
])('the %s corpus holds its questions', (_name, corpus, least) => {
  expect(corpus.length).toBeGreaterThanOrEqual(least);
});
