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
  return taken.toSorted((left, right) => left - right)[ROUNDS / 2] ?? 0;
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
