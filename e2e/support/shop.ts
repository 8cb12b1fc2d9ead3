import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../scripts/lib/embedded-postgres';

/** Where the journeys find the database that they connect: in the environment, which the workers inherit. */
const SHOP = 'E2E_SHOP';

export type Shop = { host: string; port: number; database: string; username: string; password: string };
type Environment = { shop: Shop; owner: Pick<Shop, 'username' | 'password'> };

const TABLES = `
  create role reader login password 'only reads';
  create table customers (
    id bigint generated always as identity primary key, email text not null unique, name text, profile jsonb
  );
  create table orders (
    id bigint generated always as identity primary key, customer_id bigint not null references customers,
    total numeric(12,2) not null, ordered_at timestamptz not null default now(), note text
  );
  insert into customers (email, name, profile)
  select 'c' || i || '@example.com', case when i % 2 = 0 then 'Customer ' || i end, '{"city": "Madrid"}'
  from generate_series(1, 50) i;
  insert into orders (customer_id, total) select 1 + i % 50, i from generate_series(1, 2500) i;
  analyze;
  grant select on all tables in schema public to reader;
`;

/** A small database of somebody's own, which has nothing to do with the product's. */
export async function startShop(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-shop-'));
  const server = await startEmbeddedPostgres({
    ...{ folder, password: 'of the owner', database: 'shop' },
    settings: { fsync: 'off', shared_buffers: '16MB' },
  });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(TABLES);
  await client.end();
  const shop: Shop = {
    ...{ host: '127.0.0.1', port: server.port, database: 'shop', username: 'reader', password: 'only reads' },
  };
  const { username, password } = new URL(server.url);
  const owner = { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  process.env[SHOP] = JSON.stringify({ shop, owner } satisfies Environment);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

export function findShop(): Shop {
  return readEnvironment().shop;
}

/** The same with the credentials of whoever set the server up, who may do everything. */
export function findShopAsOwner(): Shop {
  const { shop, owner } = readEnvironment();
  return { ...shop, ...owner };
}

function readEnvironment(): Environment {
  return JSON.parse(process.env[SHOP] ?? 'null');
}
