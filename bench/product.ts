import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { accountFor } from '@/lib/domain/identity/accounts';
import { createKey } from '@/lib/domain/identity/keys';
import type { Principal } from '@/lib/domain/identity/principal';
import { createWorkspace } from '@/lib/domain/identity/workspaces';
import { asAccount, db } from '@/lib/platform/db';
import { migrate } from '@/lib/platform/migrate';
import { stopChanges } from '@/lib/platform/notify';
import { startEmbeddedPostgres } from '@/scripts/lib/embedded-postgres';
import { TOOL_NAMES } from './fifty-tools';

const USER = 'bench';

/** A database as `npm start` runs it, with one account whose fifty tools are those of the upstream. */
export async function setUpProduct(upstreamUrl: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-bench-'));
  const server = await startEmbeddedPostgres({ folder, password: 'bench', database: 'bench' });
  const { appUrl } = await migrate({ ownerUrl: server.url, appPassword: 'bench' });
  const settings = {
    ...{ DATABASE_APP_URL: appUrl, SANDBOX_URL: upstreamUrl, APP_URL: 'http://127.0.0.1:3000', LOG_LEVEL: 'error' },
    NEXTAUTH_SECRET: 'a secret that only the benchmark uses',
    SEAL_KEYS: `1:${Buffer.alloc(32, 7).toString('base64')}`,
    // Counted like any other call, but never used up within a run.
    ...{ CALLS_PER_KEY: '100000000', CALLS_PER_ACCOUNT: '100000000', CALLS_PER_PROVIDER: '100000000' },
  };
  Object.assign(process.env, settings);
  const key = await fill();
  return {
    settings,
    headers: { authorization: `Bearer ${key}`, 'x-user-id': USER, 'content-type': 'application/json' },
    countRecords: async () => {
      const [row] = await db().$queryRaw<{ count: bigint }[]>`
        select count(*) from (select set_config('app.system', 'on', true)) s, lateral (select id from tool_executions) e`;
      return Number(row?.count ?? 0);
    },
    stop: async () => {
      await stopChanges();
      await db().$disconnect();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function fill(): Promise<string> {
  const { id: workspaceId } = await createWorkspace(db(), 'Bench');
  const principal: Principal = {
    ...{ workspaceId, accountId: null, role: 'owner', userId: null, keyId: null, agentId: null, locale: 'en' },
    ...{ scopes: ['tools:read', 'tools:execute'], via: { kind: 'key', name: 'bench' } },
  };
  const accountId = (await accountFor(principal, USER, { create: true })) ?? '';
  const app = { provider: 'pipedream', slug: 'bench' };
  await db().app.create({ data: { ...app, name: 'Bench', authType: 'oauth', toolsSyncedAt: new Date() } });
  await db().tool.createMany({
    data: TOOL_NAMES.map((name) => ({
      ...{ provider: app.provider, appSlug: app.slug, name, description: `Does what ${name} does.` },
      inputSchema: { type: 'object', properties: { text: { type: 'string', description: 'What to do it with' } } },
      ...{ annotations: { read_only: true }, definitionHash: name },
    })),
  });
  await asAccount(accountId, async (tx) => {
    const { id: profileId } = await tx.profile.create({
      data: {
        ...{ accountId, provider: app.provider, appSlug: app.slug, appName: 'Bench', profileName: 'Bench' },
        ...{ displayName: 'Bench', mcpQualifiedName: 'pipedream:bench:none', externalUserId: 'pb_bench' },
        ...{ enabledTools: TOOL_NAMES, isConnected: true, isDefault: true },
      },
    });
    const of = { profileId, accountId, provider: app.provider, appSlug: app.slug, externalUserId: 'pb_bench' };
    await tx.connection.create({ data: { ...of, status: 'connected', upstreamAccountId: 'apn_bench1' } });
  });
  const { key } = await createKey(principal, { name: 'Bench', scopes: ['tools:read', 'tools:execute'] });
  return key;
}
