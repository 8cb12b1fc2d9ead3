import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKey } from '@/lib/domain/identity/keys';
import type { Principal } from '@/lib/domain/identity/principal';
import { getSetupState, openDemo, setUp, setUpFromEnv } from '@/lib/domain/identity/setup';
import { checkPassword } from '@/lib/domain/identity/sign-in';
import { listEnabledProviders, requireProvider } from '@/lib/domain/providers/provider-settings';
import { findPrincipal } from '@/lib/http/principal';
import { forget } from '@/lib/platform/once';
import { useDatabase } from '@/tests/support/database';
import { cookieOf } from '@/tests/support/people';

const database = useDatabase();
const input = (email: string) => ({
  name: 'Ada',
  email,
  password: 'a long enough password',
  workspace_name: 'Ada & Co.',
});
const count = async (table: string) => (await database.query(`select 1 from ${table}`)).length;

beforeEach(() => database.empty());
afterEach(() => {
  const names = ['SANDBOX_URL', 'SANDBOX', 'COMPOSIO_API_KEY', 'ADMIN_EMAIL', 'ADMIN_PASSWORD'];
  setEnv(Object.fromEntries(names.map((name) => [name, undefined])));
});

function setEnv(values: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  forget('env');
}

describe('set-up', () => {
  test('makes the first person, who owns the first workspace and has an account there', async () => {
    expect(await getSetupState()).toEqual({ needed: true, demo: false, oidc: null });
    const { user, workspace } = await setUp(input('ada@example.com'), 'es');
    expect(user).toMatchObject({ email: 'ada@example.com', locale: 'es', is_demo: false });
    expect(workspace.slug).toMatch(/^ada-co-[a-z0-9]{8}$/);
    const rows = await database.query(
      `select m.role, a.external_id from memberships m join accounts a using (workspace_id, user_id)`,
    );
    expect(rows).toEqual([{ role: 'owner', external_id: expect.stringMatching(/^usr_[\w-]{22}$/) }]);
    expect(await getSetupState()).toMatchObject({ needed: false });
  });

  test('of ten at the same moment, one succeeds and nine are told to sign in', async () => {
    const tries = Array.from({ length: 10 }, (_, n) => setUp(input(`person-${n}@example.com`), 'en'));
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(refused).toEqual(Array(9).fill('conflict'));
    expect([await count('users'), await count('workspaces')]).toEqual([1, 1]);
  });

  test('from the environment: the first start makes the admin, later ones and copies change nothing', async () => {
    setEnv({ ADMIN_EMAIL: 'Ops@Example.com', ADMIN_PASSWORD: 'a password from the environment' });
    await Promise.all([setUpFromEnv(), setUpFromEnv(), setUpFromEnv()]);
    expect(await count('users')).toBe(1);
    const attempt = { email: 'ops@example.com', password: 'a password from the environment', address: '127.0.0.1' };
    expect(await checkPassword(attempt)).not.toBeNull();
  });
});

describe('the demo', () => {
  const SANDBOX = { SANDBOX_URL: 'http://127.0.0.1:4599' };
  const closed = () => expect(openDemo()).rejects.toMatchObject({ code: 'not_found' });

  afterEach(() => setEnv({ DEMO: undefined, AGENT_API_KEY: undefined, ALLOW_PRIVATE_HOSTS: undefined }));

  test('does not exist without a sandbox, with credentials of a provider, or with a key in the environment', async () => {
    await closed();
    setEnv({ ...SANDBOX, COMPOSIO_API_KEY: 'a real one' });
    await closed();
    setEnv({ COMPOSIO_API_KEY: undefined, AGENT_API_KEY: 'a'.repeat(32) });
    await closed();
    setEnv({ AGENT_API_KEY: undefined, DEMO: 'false' });
    await closed();
  });

  test('is one account however often it is opened, and does not count as being set up', async () => {
    setEnv(SANDBOX);
    const [one, other] = await Promise.all([openDemo(), openDemo()]);
    expect(one.user.id).toBe(other.user.id);
    expect(one.user.is_demo).toBe(true);
    expect(await getSetupState()).toEqual({ needed: true, demo: true, oidc: null });
  });

  test('closes for good once somebody set the product up: its sessions and keys are nobody’s', async () => {
    setEnv(SANDBOX);
    const { user, workspace } = await openDemo();
    const cookie = await cookieOf(user.id);
    const visitor = await findPrincipal(new Request('http://127.0.0.1:3000/', { headers: { cookie } }));
    const { key } = await createKey(visitor as Principal, { name: 'mine', scopes: ['tools:read'] });
    const who = (headers: Record<string, string>) => findPrincipal(new Request('http://127.0.0.1:3000/', { headers }));
    expect(await who({ 'x-api-key': key })).toMatchObject({ workspaceId: workspace.id });

    const mine = await setUp(input('ada@example.com'), 'en');
    expect(mine.workspace.id).not.toBe(workspace.id);
    await closed();
    expect(await getSetupState()).toEqual({ needed: false, demo: false, oidc: null });
    expect(await who({ cookie })).toBeNull();
    expect(await who({ 'x-api-key': key })).toBeNull();

    setEnv({ DEMO: 'true' });
    expect(await who({ cookie })).toMatchObject({ workspaceId: workspace.id });
  });

  test('meets the sandbox and nothing else, also where it was kept open beside real credentials', async () => {
    setEnv({ ...SANDBOX, SANDBOX: 'true', DEMO: 'true', COMPOSIO_API_KEY: 'a real one', ALLOW_PRIVATE_HOSTS: 'true' });
    const { workspace } = await openDemo();
    const demo = { workspaceId: workspace.id };
    expect(await listEnabledProviders(demo)).toEqual(['pipedream']);
    for (const id of ['database', 'composio']) {
      await expect(requireProvider(demo, id)).rejects.toMatchObject({ code: 'forbidden' });
    }
    const { workspace: real } = await setUp(input('ada@example.com'), 'en');
    expect(await listEnabledProviders({ workspaceId: real.id })).toContain('database');
  });
});

describe('AGENT_API_KEY', () => {
  const key = 'k'.repeat(40);
  const who = () => findPrincipal(new Request('http://127.0.0.1:3000/', { headers: { 'x-api-key': key } }));

  afterEach(() => setEnv({ AGENT_API_KEY: undefined, SANDBOX_URL: undefined, DEMO: undefined }));

  test('never speaks for the demo’s workspace, even when the demo was there first', async () => {
    setEnv({ SANDBOX_URL: 'http://127.0.0.1:4599' });
    const demo = await openDemo();
    setEnv({ AGENT_API_KEY: key, DEMO: 'true' });
    const first = await who();
    expect(first?.workspaceId).toEqual(expect.any(String));
    expect(first?.workspaceId).not.toBe(demo.workspace.id);
  });

  test('works on an empty installation, in one workspace, which the first person then owns', async () => {
    setEnv({ AGENT_API_KEY: key });
    const found = await Promise.all([who(), who(), who()]);
    const [id, ...others] = new Set(found.map((principal) => principal?.workspaceId));
    expect(others).toEqual([]);
    const { workspace } = await setUp(input('ada@example.com'), 'en');
    expect(workspace).toMatchObject({ id, name: 'Ada & Co.' });
    expect((await who())?.workspaceId).toBe(id);
  });
});
