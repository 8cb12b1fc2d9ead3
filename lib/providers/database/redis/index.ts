import { tryOut } from '../failure';
import type { DatabaseIo, DatabaseSession, TestResult } from '../kind';
import { defineKind } from '../kind';
import { callTool } from '../tool';
import { connectionFailure } from './failures';
import { RedisPool } from './pool';
import { checkRole } from './role/check-role';
import { RedisSettings, readConnectionString } from './settings';
import { redisTools } from './tools';

export const redis = defineKind({
  id: 'redis',
  name: 'Redis / Valkey',
  fields: RedisSettings,
  readConnectionString,
  summarise: ({ host, port, database, username, ssl }) => ({
    ...{ host, port, ssl },
    database: String(database),
    username: username ?? null,
  }),
  open,
});

function open(settings: RedisSettings, io: DatabaseIo): DatabaseSession {
  const pool = new RedisPool(settings, io);
  const tools = redisTools(pool, settings);
  return {
    test: (caller) => tryOut(caller, (signal) => test(pool, settings, signal)),
    checkRole: (signal) => pool.lease(signal, (client) => checkRole(client, settings.username ?? 'default')),
    listTools: () => tools.map(({ definition }) => definition),
    callTool: (call) => callTool(tools, call),
    close: async () => pool.close(),
  };
}

/** Valkey answers as Redis 7.2 for the sake of old clients, and says its own name beside it. */
async function test(pool: RedisPool, settings: RedisSettings, signal: AbortSignal): Promise<TestResult> {
  const startedAt = performance.now();
  return pool.lease(signal, async (client) => {
    const info = String(await client.sendCommand(['INFO', 'server']).catch(() => ''));
    const read = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
    if (!info) await client.sendCommand(['PING']).catch((error) => Promise.reject(connectionFailure(error, settings)));
    const product =
      { valkey: 'Valkey', dragonfly: 'Dragonfly' }[read('server_name') ?? ''] ??
      (read('dragonfly_version') ? 'Dragonfly' : 'Redis');
    const version = read('valkey_version') ?? read('dragonfly_version') ?? read('redis_version') ?? 'unknown';
    return { latencyMs: Math.round(performance.now() - startedAt), server: { product, version } };
  });
}
