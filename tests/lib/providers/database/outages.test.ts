import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '@/lib/contracts/json';
import type { ToolDefinition } from '@/lib/contracts/tool';
import { database } from '@/lib/providers/database';
import type { ConnectedAccount, Provider } from '@/lib/providers/provider';
import { type OddServer, startOddServer, startSilentPostgres } from './support/odd-servers';
import { loopback, mongoUrl, subjectOn } from './support/subjects';

const KINDS = ['postgres', 'mariadb', 'mysql', 'redis', 'mongodb'] as const;
type Kind = (typeof KINDS)[number];

let servers: Record<'speaks HTTP' | 'hangs up', OddServer>;
let provider: Provider;

beforeAll(async () => {
  servers = { 'speaks HTTP': await startOddServer('speaks HTTP'), 'hangs up': await startOddServer('hangs up') };
  provider = database.open({}, { ...loopback, fetch, post: () => Promise.reject(new Error('unused')), log: () => {} });
});
afterAll(async () => {
  await provider.close();
  for (const server of Object.values(servers)) await server.close();
});

/** The settings of a real server, moved to a port where something else is, or with another password. */
function accountOf(kind: Kind, changes: { port?: number; password?: string }): ConnectedAccount {
  const { settings, server, kind: databaseKind } = subjectOn(kind, kind === 'redis' ? '0' : 'shop');
  const secret: JsonObject =
    kind === 'mongodb' ? { ...settings, connection_string: mongoUrl(server, changes) } : { ...settings, ...changes };
  const app = { slug: databaseKind.id, upstream: {} };
  return { profileId: crypto.randomUUID(), app, externalUserId: 'x', upstreamAccountId: 'x', secret };
}

const check = (account: ConnectedAccount) =>
  provider.checkConnection(account, AbortSignal.timeout(20_000)).catch((error) => error);

function ask(account: ConnectedAccount) {
  const tool = { name: 'query' } as ToolDefinition;
  const { slug } = account.app;
  const asked: Record<string, JsonObject> = { redis: { command: 'PING' }, mongodb: { collection: 'x' } };
  const input = asked[slug] ?? { query: 'select 1' };
  const signal = AbortSignal.timeout(20_000);
  return provider
    .callTool(account, { tool, input, signal, requestId: 'x', traceparent: null })
    .catch((error: unknown) => error);
}

describe.each(KINDS)('%s', (kind) => {
  test.each(['hangs up', 'speaks HTTP'] as const)(
    'an outage is no word on the grant: something answers that %s',
    { timeout: 60_000 },
    async (behaviour) => {
      const account = accountOf(kind, { port: servers[behaviour].port });
      for (let time = 0; time < 2; time++) {
        expect(await check(account)).toMatchObject({ code: expect.stringMatching(/^provider_/) });
        expect(await ask(account)).toMatchObject({ code: expect.stringMatching(/^provider_/) });
      }
      await provider.close(account.profileId);
    },
  );

  test('nothing listening is no word on the grant', { timeout: 60_000 }, async () => {
    const account = accountOf(kind, { port: 1 });
    expect(await check(account)).toMatchObject({ code: 'provider_unavailable' });
    expect(await ask(account)).toMatchObject({ code: 'provider_unavailable' });
    await provider.close(account.profileId);
  });

  test('a dozen calls at once are told within moments that nothing listens', { timeout: 60_000 }, async () => {
    const account = accountOf(kind, { port: 1 });
    const startedAt = Date.now();
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask(account)));
    expect(Date.now() - startedAt).toBeLessThan(3_000);
    const outage = { reason: 'connection_refused', service: null };
    expect(answers).toEqual(
      answers.map(() => expect.objectContaining({ detail: expect.objectContaining({ outage }) })),
    );
    await provider.close(account.profileId);
  });

  test('a refused password is', { timeout: 30_000 }, async () => {
    const account = accountOf(kind, { password: 'wrong' });
    expect(await check(account)).toMatchObject({ status: 'needs_reconnect', reason: expect.any(String) });
    expect(await ask(account)).toMatchObject({ code: 'needs_reconnect' });
    await provider.close(account.profileId);
  });
});

test('a PostgreSQL server that takes one in and then says nothing is given up, with nothing left open', {
  timeout: 60_000,
}, async () => {
  const server = await startSilentPostgres();
  const account = accountOf('postgres', { port: server.port });
  expect(await check(account)).toMatchObject({ code: 'provider_unavailable' });
  expect(await ask(account)).toMatchObject({ code: 'provider_unavailable' });
  const startedAt = Date.now();
  await provider.close(account.profileId);
  const { settings, kind } = subjectOn('postgres', 'shop');
  const session = kind.open({ ...settings, port: server.port }, loopback);
  await expect(session.test(AbortSignal.timeout(20_000))).rejects.toMatchObject({ code: 'provider_unavailable' });
  await session.close();
  expect(Date.now() - startedAt).toBeLessThan(20_000);
  await server.close();
});
