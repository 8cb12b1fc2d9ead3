import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { getSetupState, openDemo, setUp, setUpFromEnv } from '@/lib/domain/identity/setup';
import { checkPassword } from '@/lib/domain/identity/sign-in';
import { forget } from '@/lib/platform/once';
import { useDatabase } from '@/tests/support/database';

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
  setEnv({ SANDBOX_URL: undefined, COMPOSIO_API_KEY: undefined, ADMIN_EMAIL: undefined, ADMIN_PASSWORD: undefined });
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
  test('does not exist outside of demo mode', async () => {
    await expect(openDemo()).rejects.toMatchObject({ code: 'not_found' });
    setEnv({ SANDBOX_URL: 'http://127.0.0.1:4599', COMPOSIO_API_KEY: 'a real one' });
    await expect(openDemo()).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is one account however often it is opened, and does not count as being set up', async () => {
    setEnv({ SANDBOX_URL: 'http://127.0.0.1:4599' });
    const [one, other] = await Promise.all([openDemo(), openDemo()]);
    expect(one.user.id).toBe(other.user.id);
    expect(one.user.is_demo).toBe(true);
    expect(await getSetupState()).toEqual({ needed: true, demo: true, oidc: null });
    await setUp(input('ada@example.com'), 'en');
    expect(await count('workspaces')).toBe(2);
  });
});
