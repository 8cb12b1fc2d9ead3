import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import * as z from 'zod';
import { POST as execute } from '@/app/api/tools/execute/route';
import { SCOPES } from '@/lib/contracts/scope';
import { connectDatabase } from '@/lib/domain/databases/connect-database';
import { createKey } from '@/lib/domain/identity/keys';
import type { Principal } from '@/lib/domain/identity/principal';
import { db } from '@/lib/platform/db';
import { migrate } from '@/lib/platform/migrate';
import { stopChanges } from '@/lib/platform/notify';
import { resolveHost } from '@/lib/platform/outbound/address';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { postgres } from '@/lib/providers/database/postgres';
import { startEmbeddedPostgres } from '@/scripts/lib/embedded-postgres';
import { table } from '@/scripts/patchbay/table';

const WARM = 100;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 500);
const ROWS = [1, 100];

/** A query through the gateway, with its record, against the same query by the driver alone, over one table. */
export async function benchDatabases(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-bench-'));
  const server = await startEmbeddedPostgres({ folder, password: 'bench', database: 'bench' });
  const driver = new pg.Pool({ connectionString: server.url, max: 4 });
  try {
    const { appUrl } = await migrate({ ownerUrl: server.url, appPassword: 'bench' });
    Object.assign(process.env, { ...SETTINGS, DATABASE_APP_URL: appUrl });
    await driver.query(`create table readings as
      select n as id, 'sensor ' || n % 10 as sensor, n * 0.25 as value, now() as at from generate_series(1, 100000) n`);
    await driver.query('alter table readings add primary key (id)');
    await driver.query('analyze readings');
    const ask = await connect(server.url);
    const session = postgres.open(postgres.parseSettings({ connection_name: 'Bench', connection_string: server.url }), {
      resolveHost,
    });
    const rows = [];
    for (const count of ROWS) {
      const query = `select id, sensor, value, at from readings where id <= ${count} order by id`;
      const alone = await measure(async () => (await driver.query(query)).rowCount ?? 0, count);
      const engine = await measure(() => askEngine(session, query), count);
      const through = await measure(() => ask(query), count);
      rows.push({
        ...{ rows: String(count), driver: ms(alone), engine: ms(engine), gateway: ms(through) },
        ratio: (through / alone).toFixed(2),
        added: ms(through - alone),
      });
    }
    await compareReads(driver, session);
    await session.close();
    await driver.query('create table commits (n int)');
    const commit = await measure(async () => (await driver.query('insert into commits values (1)')).rowCount ?? 0, 1);
    console.log(
      `${ROUNDS} queries each, one at a time, medians. Each call waits for its record: a commit is ${ms(commit)}.`,
    );
    console.log(table(rows));
  } finally {
    await driver.end();
    await db().$disconnect();
    await stopChanges();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const SHOP = `
  create table customers (id int primary key, name text not null, country text not null);
  create table orders (id int primary key, customer_id int references customers, ordered_on date not null);
  create table items (order_id int references orders, number int, price numeric not null, primary key (order_id, number));
  insert into customers select n, 'customer ' || n, 'country ' || n % 7 from generate_series(1, 200) n;
  insert into orders select n, 1 + n % 200, date '2026-01-01' + n % 90 from generate_series(1, 1000) n;
  insert into items select 1 + n / 3, n % 3, n * 0.5 from generate_series(0, 2999) n;
  create view sales as select o.ordered_on, c.country, i.price
    from orders o join customers c on c.id = o.customer_id join items i on i.order_id = o.id;
  analyze;`;

/** What a statement names decides how much of the server's catalogue has to be looked at before it may run. */
const READS: Record<string, string> = {
  'one row by its key': 'select id, sensor, value, at from readings where id = 4711',
  'join and aggregates': `select c.country, count(*) as items, sum(i.price) as total, max(o.ordered_on) as last
    from orders o join customers c on c.id = o.customer_id join items i on i.order_id = o.id
    where o.ordered_on >= date '2026-02-01' group by c.country order by total desc`,
  'the catalogue': `select n.nspname, c.relname, pg_size_pretty(pg_total_relation_size(c.oid)) as size,
    obj_description(c.oid, 'pg_class') as comment, (select count(*) from pg_index i where i.indrelid = c.oid) as indexes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname <> 'pg_catalog' order by pg_total_relation_size(c.oid) desc limit 10`,
  'through a view': 'select country, sum(price) from sales group by country order by country',
};

/** Driver and engine take turns, so that whatever else the machine does meets both. */
async function compareReads(driver: pg.Pool, session: DatabaseSession): Promise<void> {
  await driver.query(SHOP);
  const rows = [];
  for (const [read, query] of Object.entries(READS)) {
    const [alone, engine] = await measureInTurns(
      async () => (await driver.query(query)).rowCount ?? 0,
      () => askEngine(session, query),
    );
    rows.push({ read, driver: ms(alone), engine: ms(engine), ratio: (engine / alone).toFixed(2) });
  }
  console.log(table(rows));
}

/** The medians of two ways to the same answer. */
async function measureInTurns(left: () => Promise<number>, right: () => Promise<number>): Promise<[number, number]> {
  const taken: [number[], number[]] = [[], []];
  for (let round = -WARM; round < ROUNDS; round += 1) {
    const counts = [];
    for (const [at, run] of [left, right].entries()) {
      const startedAt = performance.now();
      counts.push(await run());
      if (round >= 0) taken[at as 0 | 1].push(performance.now() - startedAt);
    }
    if (counts[0] !== counts[1]) throw new Error(`One way brought ${counts[0]} rows, the other ${counts[1]}.`);
  }
  return [medianOf(taken[0]), medianOf(taken[1])];
}

function medianOf(values: number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

/** The whole way of a call but the socket: key, account, tool, limits, breaker, seal, reader, record. */
async function connect(ownerUrl: string): Promise<(query: string) => Promise<number>> {
  const { id: workspaceId } = await db().workspace.create({ data: { name: 'Bench', slug: 'bench' } });
  const { id: accountId } = await db().account.create({ data: { workspaceId, externalId: 'bench' } });
  const principal: Principal = {
    ...{ workspaceId, accountId, role: 'owner', scopes: SCOPES, userId: null, keyId: null },
    ...{ agentId: null, locale: 'en', via: { kind: 'key', name: 'bench' } },
  };
  const { key } = await createKey(principal, { name: 'bench', scopes: ['tools:execute'] });
  const { db_id } = await connectDatabase(
    principal,
    'postgres',
    { name: 'Bench', connection_string: ownerUrl },
    { acceptsDangerousRole: true },
  );
  const headers = { 'x-api-key': key, 'content-type': 'application/json' };
  return async (query) => {
    const body = JSON.stringify({ user_id: 'bench', action: `DB_QUERY_${db_id}`, params: { query } });
    const request = new Request('http://127.0.0.1/api/tools/execute', { method: 'POST', headers, body });
    const answer = await (await execute(request, { params: Promise.resolve({}) })).json();
    return answer.result?.row_count ?? 0;
  };
}

/** Without the gateway around it: read-only transaction, reader of statements, values without loss. */
async function askEngine(session: DatabaseSession, query: string): Promise<number> {
  const outcome = await session.callTool({ tool: 'query', input: { query }, signal: new AbortController().signal });
  return outcome.ok ? Rows.parse(outcome.content).row_count : 0;
}

const Rows = z.object({ row_count: z.number() });

/** The median, and a failure when the answer is not the whole answer. */
async function measure(run: () => Promise<number>, expected: number): Promise<number> {
  const taken: number[] = [];
  for (let round = -WARM; round < ROUNDS; round += 1) {
    const startedAt = performance.now();
    const count = await run();
    if (count !== expected) throw new Error(`${expected} rows were asked for, ${count} came.`);
    if (round >= 0) taken.push(performance.now() - startedAt);
  }
  return medianOf(taken);
}

function ms(value: number): string {
  return `${value.toFixed(3)} ms`;
}

const SETTINGS = {
  NEXTAUTH_SECRET: 'a secret that only this benchmark uses',
  SEAL_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
  ALLOW_PRIVATE_HOSTS: 'true',
  LOG_LEVEL: 'silent',
  CALLS_PER_KEY: '100000000',
  CALLS_PER_ACCOUNT: '100000000',
  CALLS_PER_PROVIDER: '100000000',
};
