import { beforeAll, expect, test, vi } from 'vitest';
import { prepareApps } from '@/lib/domain/catalogue/prepare-apps';
import { forget } from '@/lib/platform/once';
import { composioAt } from '@/tests/sandbox/composio-client';
import { readCatalogues } from '@/tests/support/catalogue';
import { connectAs } from '@/tests/support/connected';
import { makeWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url, database } = useProduct();
beforeAll(() => readCatalogues('gmail'));

const upstream = async () => {
  const raw = composioAt(url(), 'ak_sandbox').getClient();
  const configs = await raw.authConfigs.list({ limit: 50 });
  const servers = await raw.mcp.list({ page_no: 1, limit: 50 });
  return { configs: configs.items.map(({ id }) => id), servers: servers.items.map(({ id }) => id) };
};

test('set-up makes what is missing, once, and what it made is used to connect', async () => {
  const workspace = await makeWorkspace();
  const first = await prepareApps({ workspaceId: workspace.id }, ['gmail', 'slack']);
  expect(first).toMatchObject([
    { app: 'gmail', provider: 'composio', outcome: 'made', authConfig: expect.stringMatching(/^ac_/) },
    { app: 'slack', provider: 'composio', outcome: 'made' },
  ]);
  const made = await upstream();
  const again = await prepareApps({ workspaceId: workspace.id }, ['gmail', 'slack']);
  expect(again.map(({ outcome }) => outcome)).toEqual(['there', 'there']);
  expect(again.map(({ authConfig }) => authConfig)).toEqual(first.map(({ authConfig }) => authConfig));
  expect(await upstream()).toEqual(made);
  const rows = await database.query<{ upstream_id: string; server: string }>(
    `select a.upstream_id, m.upstream_id as server from auth_configs a join mcp_servers m on m.auth_config_id = a.id
     where a.workspace_id = $1 order by a.app_slug`,
    [workspace.id],
  );
  expect(rows).toEqual(first.map(({ authConfig, mcpServer }) => ({ upstream_id: authConfig, server: mcpServer })));
  await connectAs(workspace.member, 'composio', { app: 'gmail' });
  expect(await upstream()).toEqual(made);
});

test('an app that the environment names uses the auth config it names, and one that fails keeps no other from it', async () => {
  const workspace = await makeWorkspace();
  const raw = composioAt(url(), 'ak_sandbox').getClient();
  const { auth_config } = await raw.authConfigs.create({ toolkit: { slug: 'notion' } });
  vi.stubEnv('COMPOSIO_API_KEY', 'ak_sandbox');
  vi.stubEnv('COMPOSIO_BASE_URL', `${url()}/composio`);
  vi.stubEnv('COMPOSIO_AUTH_CONFIG_NOTION', auth_config.id);
  forget('env');
  const prepared = await prepareApps({ workspaceId: workspace.id }, ['no-such-app', 'github']);
  expect(prepared).toMatchObject([
    { app: 'github', outcome: 'made' },
    { app: 'no-such-app', outcome: 'failed', failure: 'There is no such app.' },
    { app: 'notion', authConfig: auth_config.id },
  ]);
  vi.unstubAllEnvs();
  forget('env');
});

test('an auth config that was deleted at the provider is made anew', async () => {
  const workspace = await makeWorkspace();
  const [before] = await prepareApps({ workspaceId: workspace.id }, ['stripe']);
  await composioAt(url(), 'ak_sandbox')
    .getClient()
    .authConfigs.delete(before?.authConfig ?? '');
  const [after] = await prepareApps({ workspaceId: workspace.id }, ['stripe']);
  expect(after).toMatchObject({ outcome: 'made', authConfig: expect.stringMatching(/^ac_/) });
  expect(after?.authConfig).not.toBe(before?.authConfig);
});
