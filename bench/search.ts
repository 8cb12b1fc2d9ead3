import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { SCOPES } from '@/lib/contracts/scope';
import { searchApps } from '@/lib/domain/catalogue/search-apps';
import { syncCatalogues } from '@/lib/domain/catalogue/sync-catalogue';
import type { Principal } from '@/lib/domain/identity/principal';
import { db } from '@/lib/platform/db';
import { migrate } from '@/lib/platform/migrate';
import { stopChanges } from '@/lib/platform/notify';
import { startSandbox } from '@/sandbox/server';
import { startEmbeddedPostgres } from '@/scripts/lib/embedded-postgres';
import { table } from '@/scripts/patchbay/table';

const ROUNDS = 40;
const QUERIES = [
  '',
  'g',
  'gm',
  'gma',
  'gmail',
  'gmial',
  'salck',
  'google cal',
  'crm',
  'invoice',
  'send e-mail',
  'zzzzzz',
];

/** How long the registry's search takes over three thousand apps of each provider, from call to rows. */
export async function benchSearch(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-bench-'));
  const server = await startEmbeddedPostgres({ folder, password: 'bench', database: 'bench' });
  const sandbox = await startSandbox({ port: 0, apps: 'synthetic' });
  try {
    const { appUrl } = await migrate({ ownerUrl: server.url, appPassword: 'bench' });
    Object.assign(process.env, { ...SETTINGS, DATABASE_APP_URL: appUrl, SANDBOX_URL: sandbox.url });
    await syncCatalogues();
    await analyze(server.url);
    console.log(`${await db().app.count()} apps, ${ROUNDS} rounds`);
    console.log(table(await measure()));
  } finally {
    await db().$disconnect();
    await stopChanges();
    await sandbox.stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What autovacuum does in an installation within a minute. */
async function analyze(ownerUrl: string): Promise<void> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  await client.query('analyze apps');
  await client.end();
}

async function measure(): Promise<Record<string, string>[]> {
  const workspace = await db().workspace.create({ data: { name: 'Bench', slug: 'bench' } });
  const { id: workspaceId } = workspace;
  const account = await db().account.create({ data: { workspaceId, externalId: randomUUID() } });
  const principal: Principal = {
    ...{ workspaceId, accountId: account.id, role: 'owner', scopes: SCOPES, userId: null, keyId: null },
    ...{ agentId: null, locale: 'en', via: { kind: 'key', name: 'bench' } },
  };
  const taken = new Map<string, number[]>(QUERIES.map((q) => [q, []]));
  for (let round = -5; round < ROUNDS; round += 1) {
    for (const q of QUERIES) {
      const startedAt = performance.now();
      await searchApps(principal, { q, limit: 50 });
      if (round >= 0) taken.get(q)?.push(performance.now() - startedAt);
    }
  }
  const all = [...taken.values()].flat();
  return [...taken, ['all', all] as const].map(([q, ms]) => ({
    query: q || '(none)',
    p50: at(ms, 0.5),
    p95: at(ms, 0.95),
  }));
}

function at(values: readonly number[], share: number): string {
  const sorted = values.toSorted((left, right) => left - right);
  return `${(sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1)} ms`;
}

const SETTINGS = {
  NEXTAUTH_SECRET: 'a secret that only this benchmark uses',
  SEAL_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
  LOG_LEVEL: 'silent',
};
