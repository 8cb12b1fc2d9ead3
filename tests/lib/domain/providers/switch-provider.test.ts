import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { searchApps } from '@/lib/domain/catalogue/search-apps';
import { startConnect } from '@/lib/domain/connect/start-connect';
import { checkConnection } from '@/lib/domain/connections/connections';
import { discoverMcpServers } from '@/lib/domain/gateway/discover-mcp';
import { changeProfile } from '@/lib/domain/profiles/change-profile';
import { createProfile } from '@/lib/domain/profiles/create-profile';
import { openConnectedAccount } from '@/lib/domain/profiles/opened-profiles';
import { getProfile } from '@/lib/domain/profiles/profiles';
import { removeProfile } from '@/lib/domain/profiles/remove-profile';
import { isProviderEnabled } from '@/lib/domain/providers/provider-settings';
import { settleProviders, switchProvider } from '@/lib/domain/providers/switch-provider';
import { isHearingChanges } from '@/lib/platform/notify';
import { forget } from '@/lib/platform/once';
import { failureIn, TestBrowser } from '@/tests/support/browser';
import { readCatalogues } from '@/tests/support/catalogue';
import { connectAs } from '@/tests/support/connected';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { database } = useProduct();
const provider = 'pipedream';
let workspace: TestWorkspace;
beforeAll(() => readCatalogues('gmail', 'slack'));
beforeEach(async () => {
  workspace = await makeWorkspace();
});

const rows = () =>
  database.query(
    `select p.id, p.is_active, p.is_connected, p.is_default, p.enabled_tools, c.status, p.updated_at
     from profiles p join connections c on c.profile_id = p.id join accounts a on a.id = p.account_id
     where a.workspace_id = $1 order by p.id`,
    [workspace.id],
  );
const turn = (enabled: boolean) => switchProvider(workspace.owner.principal, provider, enabled);
const refused = { code: 'provider_disabled', status: 503, detail: { action: { who: 'admin' } } };

async function makeProfiles() {
  const { member } = workspace;
  const live = await connectAs(member, provider, { app: 'gmail' });
  const paused = await connectAs(member, provider, { app: 'slack' });
  await changeProfile(member.principal, paused.profile_id, { is_active: false });
  const dead = await connectAs(workspace.admin, provider, { app: 'gmail' });
  await database.query(`update connections set status = 'needs_reconnect' where profile_id = $1`, [dead.profile_id]);
  await database.query('update profiles set is_connected = false where id = $1', [dead.profile_id]);
  const pending = await createProfile(member.principal, provider, { profile_name: 'Later', app_slug: 'gmail' });
  const elsewhere = await connectAs(member, 'composio', { app: 'gmail' });
  return { live, paused, dead, pending, elsewhere };
}

describe('a provider that is switched off', () => {
  test('keeps everything, and has it back exactly as it was when it is switched on', async () => {
    await makeProfiles();
    const before = await rows();
    await turn(false);
    await turn(false);
    const off = await rows();
    expect(off.filter(({ status }) => status === 'disabled')).toHaveLength(4);
    expect(off.filter(({ is_active }) => is_active)).toHaveLength(1);
    await turn(true);
    await turn(true);
    expect(await rows()).toEqual(before);
  });

  test('connects, discovers and executes nothing, and is not offered', async () => {
    const { live } = await makeProfiles();
    const jane = workspace.member.principal;
    await turn(false);
    await vi.waitFor(async () => expect(await isProviderEnabled(jane, provider)).toBe(false), 1000);
    await expect(startConnect(jane, provider, { app: 'gmail' })).rejects.toMatchObject(refused);
    await expect(openConnectedAccount(jane, live.profile_id)).rejects.toMatchObject(refused);
    await expect(checkConnection(jane, live.profile_id)).rejects.toMatchObject(refused);
    await expect(discoverMcpServers(jane, provider, {})).rejects.toMatchObject(refused);
    await expect(createProfile(jane, provider, { profile_name: 'N', app_slug: 'gmail' })).rejects.toMatchObject(
      refused,
    );
    await expect(changeProfile(jane, live.profile_id, { is_active: true })).rejects.toMatchObject(refused);
    await expect(searchApps(jane, { q: 'gmail', limit: 5, provider })).rejects.toMatchObject(refused);
    const { items } = await searchApps(jane, { q: 'gmail', limit: 5 });
    expect(items.map((app) => app.provider)).not.toContain(provider);
    expect(await getProfile(jane, live.profile_id)).toMatchObject({ status: 'disabled', is_active: false });
  });

  test('leaves other workspaces and the other provider alone', async () => {
    const { elsewhere } = await makeProfiles();
    const neighbour = await makeWorkspace('Neighbour');
    const theirs = await connectAs(neighbour.member, provider, { app: 'gmail' });
    await turn(false);
    expect(await getProfile(neighbour.member.principal, theirs.profile_id)).toMatchObject({ status: 'connected' });
    expect(await getProfile(workspace.member.principal, elsewhere.profile_id)).toMatchObject({ status: 'connected' });
  });

  test('cannot be connected by a link that was on its way', async () => {
    const { link } = await startConnect(workspace.member.principal, provider, { app: 'gmail' });
    const browser = new TestBrowser(workspace.member.cookie);
    const page = await browser.open(link);
    await turn(false);
    expect(failureIn(await browser.consent(page))).toBe('provider_disabled');
    expect(await rows()).toEqual([]);
  });

  test('still lets go of what people want deleted', async () => {
    const { live } = await makeProfiles();
    await turn(false);
    expect(await removeProfile(workspace.member.principal, live.profile_id)).toMatchObject({ revocation: 'done' });
  });

  test('is off within a second wherever it is remembered, also when switched by hand in the database', async () => {
    const { principal } = workspace.member;
    expect(await isProviderEnabled(principal, provider)).toBe(true);
    await vi.waitFor(() => expect(isHearingChanges()).toBe(true));
    expect(await isProviderEnabled(principal, provider)).toBe(true);
    const insert =
      'insert into provider_settings (workspace_id, provider, enabled, updated_at) values ($1, $2, false, now())';
    await database.query(insert, [workspace.id, provider]);
    await vi.waitFor(async () => expect(await isProviderEnabled(principal, provider)).toBe(false), {
      timeout: 1000,
      interval: 20,
    });
  });
});

test('the environment switches it off for everybody, and back on with what each workspace had chosen', async () => {
  await makeProfiles();
  const before = await rows();
  vi.stubEnv('PIPEDREAM_ENABLED', 'false');
  forget('env');
  await settleProviders();
  expect((await rows()).filter(({ status }) => status === 'disabled')).toHaveLength(4);
  await expect(startConnect(workspace.member.principal, provider, { app: 'gmail' })).rejects.toMatchObject(refused);
  expect(await turn(true)).toMatchObject({ enabled: false, enabled_by_environment: false });
  vi.unstubAllEnvs();
  forget('env');
  await settleProviders();
  expect(await rows()).toEqual(before);
});
