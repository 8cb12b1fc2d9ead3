import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { SCOPES } from '@/lib/contracts/scope';
import { createKey } from '@/lib/domain/identity/keys';
import type { Principal } from '@/lib/domain/identity/principal';
import { createWorkspace } from '@/lib/domain/identity/workspaces';
import { db } from '@/lib/platform/db';
import { migrate } from '@/lib/platform/migrate';
import { stopChanges } from '@/lib/platform/notify';
import { buildIfNeeded } from '@/scripts/lib/build';
import { startEmbeddedPostgres } from '@/scripts/lib/embedded-postgres';
import { table } from '@/scripts/patchbay/table';
import { growInstallation } from '@/tests/support/grown-installation';
import { bundleSources, USAGE } from '@/tests/support/programs/programs';
import { withClient } from '@/tests/support/sql';
import { startServer } from './start-server';

const ROUNDS = 15;
/** Number 0 is the busiest, with a tenth of all calls; before the growing nobody is called so. */
const BUSIEST = 'user_id=user-0';

const QUESTIONS = [
  `/api/overview?${BUSIEST}`,
  `/api/executions?${BUSIEST}`,
  '/api/executions?all=true',
  '/api/executions?all=true&status=failed&app=app-7',
  '/api/executions?all=true&q=zzzz',
  '/api/executions?all=true&q=do-thing-3',
  '/api/executions?all=true&q=not+invited',
  `/api/executions?q=zzzz&${BUSIEST}`,
  '/api/admin/accounts',
  '/api/admin/accounts?q=user-99',
  '/api/admin/profiles',
  '/api/admin/profiles?q=profile+77',
  `/api/profiles?${BUSIEST}`,
  `/api/tools?${BUSIEST}`,
  '/api/apps',
  '/api/audit',
];

/** What each list takes on the production server while the installation is empty, and once it has grown. */
export async function benchGrown(executions: number): Promise<void> {
  await buildIfNeeded();
  await bundleSources([USAGE]);
  const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-bench-'));
  const server = await startEmbeddedPostgres({ folder, password: 'bench', database: 'bench' });
  try {
    const { appUrl } = await migrate({ ownerUrl: server.url, appPassword: 'bench' });
    const settings = { ...SETTINGS, DATABASE_APP_URL: appUrl };
    Object.assign(process.env, settings);
    const { id: workspaceId } = await createWorkspace(db(), 'Bench');
    const key = await makeKey(workspaceId);
    const product = await startServer(settings);
    try {
      const empty = await measure(product.url, key);
      const size = { accounts: 10_000, profiles: 20_000, executions };
      await withClient(server.url, (client) => growInstallation((sql) => client.query(sql), workspaceId, size));
      const grown = await measure(product.url, key);
      console.log(`${executions} calls on record, 10,000 accounts, 20,000 profiles; ${ROUNDS} times each.`);
      console.log(table(QUESTIONS.map((question, index) => row(question, empty[index], grown[index]))));
    } finally {
      product.stop();
    }
  } finally {
    await stopChanges();
    await db().$disconnect();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function makeKey(workspaceId: string): Promise<string> {
  const principal: Principal = {
    workspaceId,
    accountId: null,
    role: 'owner',
    userId: null,
    keyId: null,
    agentId: null,
    locale: 'en',
    scopes: SCOPES,
    via: { kind: 'key', name: 'bench' },
  };
  return (await createKey(principal, { name: 'Bench', scopes: [...SCOPES] })).key;
}

type Times = { firstMs: number; p50Ms: number; maxMs: number };

async function measure(url: string, key: string): Promise<Times[]> {
  const times: Times[] = [];
  for (const question of QUESTIONS) {
    const took: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const startedAt = performance.now();
      const answer = await fetch(`${url}${question}`, { headers: { 'x-api-key': key } });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${question}: ${answer.status}`);
      took.push(performance.now() - startedAt);
    }
    const [firstMs = 0, ...others] = took;
    const sorted = others.toSorted((left, right) => left - right);
    times.push({ firstMs, p50Ms: sorted[Math.floor(sorted.length / 2)] ?? 0, maxMs: sorted.at(-1) ?? 0 });
  }
  return times;
}

function row(question: string, empty: Times | undefined, grown: Times | undefined): Record<string, string> {
  const ms = (value = 0) => value.toFixed(0);
  return {
    question,
    'empty p50 ms': ms(empty?.p50Ms),
    'grown p50 ms': ms(grown?.p50Ms),
    'grown max ms': ms(grown?.maxMs),
    'grown first ms': ms(grown?.firstMs),
    ratio: ((grown?.p50Ms ?? 0) / (empty?.p50Ms ?? 1)).toFixed(1),
  };
}

const SETTINGS = {
  APP_URL: 'http://127.0.0.1:3000',
  LOG_LEVEL: 'error',
  NEXTAUTH_SECRET: 'a secret that only the benchmark uses',
  SEAL_KEYS: `1:${Buffer.alloc(32, 7).toString('base64')}`,
};
