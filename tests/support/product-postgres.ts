import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { migrate } from '@/lib/platform/migrate';
import { stopChanges } from '@/lib/platform/notify';
import { forget } from '@/lib/platform/once';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/scripts/lib/embedded-postgres';
import { findPostmaster } from '@/scripts/lib/postgres/postmaster-file';
import { descendantsOf } from '@/tests/resilience/support/descendants';

const PASSWORD = 'of the product';

/** The product's own PostgreSQL, for tests that stop it or freeze it. It keeps its port, and what was committed. */
export function useProductPostgres() {
  const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-product-postgres-'));
  let server: EmbeddedPostgres | null = null;
  let frozen: number[] = [];

  const start = async () => {
    server ??= await startEmbeddedPostgres({ folder, password: PASSWORD, settings: { shared_buffers: '16MB' } });
    return server;
  };
  const thaw = () => {
    for (const pid of frozen) process.kill(pid, 'SIGCONT');
    frozen = [];
  };
  const stop = async () => {
    thaw();
    await server?.stop();
    server = null;
  };

  beforeAll(async () => {
    const { url } = await start();
    const { appUrl } = await migrate({ ownerUrl: url, appPassword: PASSWORD });
    Object.assign(process.env, { DATABASE_URL: url, DATABASE_APP_URL: appUrl });
    forget('env');
  }, 120_000);
  afterAll(async () => {
    await stopChanges();
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  return {
    start,
    stop,
    thaw,
    /** Every process of it stops where it is: connections stay open, and nothing answers. */
    freeze() {
      const pid = findPostmaster(path.join(folder, 'postgres'))?.pid;
      if (pid === undefined) throw new Error('PostgreSQL is not running.');
      frozen = [pid, ...descendantsOf(pid)];
      for (const each of frozen) process.kill(each, 'SIGSTOP');
    },
    /** As the owner, over a connection of its own. */
    async query<Row extends Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<Row[]> {
      const { url } = await start();
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        return (await client.query<Row>(sql, values)).rows;
      } finally {
        await client.end();
      }
    },
  };
}
