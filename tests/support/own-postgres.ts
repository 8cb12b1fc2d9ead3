import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/scripts/lib/embedded-postgres';

const PASSWORD = 'of somebody else';

/** A PostgreSQL of somebody's own, on a port that stays its own while it is stopped and started again. */
export function useOwnPostgres() {
  const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-own-postgres-'));
  let server: EmbeddedPostgres;
  let isUp = false;
  const start = async () => {
    if (isUp) return;
    const settings = { fsync: 'off', shared_buffers: '16MB' };
    server = await startEmbeddedPostgres({ folder, password: PASSWORD, settings });
    isUp = true;
  };
  const stop = async () => {
    if (!isUp) return;
    await server.stop();
    isUp = false;
  };
  beforeAll(start, 60_000);
  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const settings = () => {
    const { hostname, port, username, pathname } = new URL(server.url);
    return {
      db_type: 'postgres',
      host: hostname,
      port: Number(port),
      database: pathname.slice(1),
      username,
      password: PASSWORD,
    };
  };
  return { start, stop, settings };
}
