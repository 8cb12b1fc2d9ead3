import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../scripts/lib/embedded-postgres';
import type { Shop } from './shop';

const PASSWORD = 'of the harbour master';

/** A database that a journey may stop and start again, on the same port. */
export async function startHarbour() {
  const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-harbour-'));
  const launch = () =>
    startEmbeddedPostgres({ folder, password: PASSWORD, settings: { fsync: 'off', shared_buffers: '16MB' } });
  let server: EmbeddedPostgres | null = await launch();
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`
    create table ships (name text);
    insert into ships values ('Beagle');
    create role mate login password '${PASSWORD}';
    grant select on ships to mate;
  `);
  await client.end();
  const { port, pathname } = new URL(server.url);
  const settings: Shop = {
    host: '127.0.0.1',
    port: Number(port),
    database: pathname.slice(1),
    username: 'mate',
    password: PASSWORD,
  };
  const stop = async () => {
    await server?.stop();
    server = null;
  };
  return {
    settings,
    stop,
    start: async () => {
      server ??= await launch();
    },
    end: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
