import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '@/lib/contracts/json';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import attempts from '@/tests/fixtures/databases/bypass-attempts.json';
import { mongoAdmin, mySqlAdmin, postgresAdmin, redisAdmin } from './support/admins';
import {
  layBait,
  MARK,
  placeMongoCanary,
  placeMySqlCanary,
  placePostgresCanary,
  placeRedisCanary,
} from './support/canary';
import { answer, call, type Subject, subjectOn } from './support/subjects';

type Prepared = { look: () => Promise<unknown>; close: () => Promise<unknown> };

const prepare: Record<string, (subject: Subject) => Promise<Prepared>> = {
  async postgres({ server }) {
    const admin = await postgresAdmin(server, 'read_only');
    return { look: await placePostgresCanary(admin), close: admin.close };
  },
  async mariadb({ server }) {
    const admin = await mySqlAdmin(server, 'read_only');
    return { look: await placeMySqlCanary(admin, true), close: admin.close };
  },
  async mysql({ server }) {
    const admin = await mySqlAdmin(server, 'read_only');
    return { look: await placeMySqlCanary(admin, false), close: admin.close };
  },
  async redis({ server }) {
    const client = await redisAdmin(server, 1);
    return { look: await placeRedisCanary(client), close: () => client.close() };
  },
  async mongodb({ server }) {
    const admin = await mongoAdmin(server, 'read_only');
    return { look: await placeMongoCanary(admin.db), close: admin.close };
  },
};

const bait = layBait();

describe.each(['postgres', 'mariadb', 'mysql', 'redis', 'mongodb'] as const)('attempts to write through %s', (name) => {
  let session: DatabaseSession;
  let prepared: Prepared;
  let before: unknown;

  beforeAll(async () => {
    const subject = subjectOn(name, name === 'redis' ? '1' : 'read_only');
    prepared = (await prepare[name]?.(subject)) as Prepared;
    // Even where the owner allowed writes, the tool that reads does not write.
    session = subject.open({ allow_writes: true, timeout_s: 5 });
    before = await prepared.look();
  });
  afterAll(async () => {
    await session.close();
    await prepared.close();
  });

  const kind = name === 'mariadb' ? 'mysql' : name;
  const own = attempts.filter((attempt) => attempt.kind === kind);

  test.each(own)('$why', async ({ input, harmless }) => {
    const outcome = await call(session, 'query', withBait(input)).catch((error) => ({
      ok: false,
      reason: error.message,
    }));

    expect(await prepared.look()).toEqual(before);
    expect(bait.wasWritten()).toBe(false);
    expect(JSON.stringify(outcome)).not.toContain(MARK);
    // Some are run and do nothing; the entry says why. Everything else is refused.
    expect(outcome.ok).toBe(harmless !== undefined);
  });

  test('afterwards, the same session still reads', async () => {
    const input: Record<string, JsonObject> = {
      redis: { command: 'GET', args: ['canary'] },
      mongodb: { collection: 'canary' },
    };
    await expect(answer(session, 'query', input[name] ?? { query: 'select note from canary' })).resolves.toBeDefined();
  });
});

test('the corpus holds at least 120 attempts', () => {
  expect(attempts.length).toBeGreaterThanOrEqual(120);
});

function withBait(input: object): JsonObject {
  const text = JSON.stringify(input).replaceAll('{{file}}', bait.file).replaceAll('{{out}}', bait.out);
  return JSON.parse(text);
}
