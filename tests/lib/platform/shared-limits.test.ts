import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import { isCounted, type Limit, take } from '@/lib/platform/limits';
import { forget } from '@/lib/platform/once';
import { redis } from '@/lib/platform/redis';
import { useDatabase } from '@/tests/support/database';
import '@/tests/support/database-servers';

useDatabase();
const LIMIT: Limit = { name: `shared-${process.pid}`, points: 3, windowS: 60 };

beforeEach(() => useRedis(addressOf(inject('databaseServers').redis)));
afterEach(async () => {
  await leave();
  vi.unstubAllEnvs();
  forget('env');
});

function addressOf({ url, port }: { url: string; port: number }, atPort = port): string {
  const address = new URL('/0', url);
  address.port = String(atPort);
  return address.href;
}

function useRedis(url: string): void {
  vi.stubEnv('REDIS_URL', url);
  for (const name of ['env', 'redis', `limit:${LIMIT.name}`]) forget(name);
}

/** As another copy, which knows nothing of what this one has counted. */
async function leave(): Promise<void> {
  (await redis())?.destroy();
  for (const name of ['redis', `limit:${LIMIT.name}`]) forget(name);
}

async function connected(): Promise<void> {
  const client = await redis();
  await vi.waitFor(() => expect(client?.isReady).toBe(true), 5000);
}

test('copies that share a Redis count together', async () => {
  await connected();
  expect(await take(LIMIT, 'a')).toMatchObject({ limit: 3, remaining: 2 });
  await leave();
  await connected();
  expect(await isCounted(LIMIT, 'a')).toBe(true);
  expect(await isCounted(LIMIT, 'b')).toBe(false);
  expect(await take(LIMIT, 'a', 2)).toMatchObject({ remaining: 0 });
  await leave();
  await connected();
  await expect(take(LIMIT, 'a')).rejects.toMatchObject({ code: 'rate_limited' });
  expect(await take(LIMIT, 'b')).toMatchObject({ remaining: 2 });
});

test('a Redis that cannot be reached lets calls through at once', async () => {
  useRedis('redis://127.0.0.1:1');
  const startedAt = Date.now();
  for (let count = 0; count < 5; count += 1) expect(await take(LIMIT, 'a')).toMatchObject({ remaining: 3 });
  expect(Date.now() - startedAt).toBeLessThan(1000);
});

test('a Redis that takes connections and never answers holds no call for long', async () => {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => void sockets.add(socket.on('error', () => {})));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as { port: number };
  try {
    useRedis(`redis://127.0.0.1:${port}`);
    await redis();
    await sleep(200);
    expect(await timed(() => take(LIMIT, 'a'))).toBeLessThan(3000);
  } finally {
    await leave();
    for (const socket of sockets) socket.destroy();
    silent.close();
  }
});

test('a Redis that hangs costs one call a moment and the next ones nothing, and counts again when it is back', async () => {
  const gateway = await startGateway(inject('databaseServers').redis);
  try {
    useRedis(gateway.url);
    await connected();
    expect(await take(LIMIT, 'c')).toMatchObject({ remaining: 2 });
    gateway.hang();
    expect(await timed(() => take(LIMIT, 'c'))).toBeLessThan(3000);
    const ten = async () => {
      for (let count = 0; count < 10; count += 1) await take(LIMIT, 'c');
    };
    expect(await timed(ten)).toBeLessThan(2500); // each would wait 500 ms
    gateway.goOn();
    await connected();
    await vi.waitFor(async () => expect(await isCounted(LIMIT, 'c')).toBe(true));
  } finally {
    await leave();
    gateway.close();
  }
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = Date.now();
  await work();
  return Date.now() - startedAt;
}

/** A way to the server on which everything can stand still, as when its process is stopped. */
async function startGateway(server: { host: string; port: number; url: string }) {
  const sockets = new Set<Socket>();
  let hangs = false;
  const gateway = createServer((near) => {
    const far = connect(server.port, server.host);
    for (const socket of [near, far]) sockets.add(socket.on('error', () => {}));
    near.on('data', (data) => far.write(data));
    far.on('data', (data) => near.write(data));
    if (hangs) near.pause();
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  return {
    url: addressOf(server, (gateway.address() as { port: number }).port),
    hang: () => {
      hangs = true;
      for (const socket of sockets) socket.pause();
    },
    goOn: () => {
      hangs = false;
      for (const socket of sockets) socket.resume();
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      gateway.close();
    },
  };
}
