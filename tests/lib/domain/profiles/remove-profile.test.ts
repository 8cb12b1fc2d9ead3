import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkConnection, listConnections } from '@/lib/domain/connections/connections';
import { probeConnections } from '@/lib/domain/connections/probe-connections';
import { openConnectedAccount } from '@/lib/domain/profiles/opened-profiles';
import { getProfile, listProfiles } from '@/lib/domain/profiles/profiles';
import { disconnect, removeProfile } from '@/lib/domain/profiles/remove-profile';
import { listPendingRevocations, retryRevocations } from '@/lib/domain/profiles/revocations';
import { readCatalogues } from '@/tests/support/catalogue';
import { connectAs } from '@/tests/support/connected';
import { grantsOf } from '@/tests/support/grants';
import { makeWorkspace, type TestPerson, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url, admin, database } = useProduct();
const providers = ['pipedream', 'composio'] as const;
beforeAll(() => readCatalogues('gmail'));

describe.each(providers)('a grant at %s', (provider) => {
  let workspace: TestWorkspace;
  let jane: TestPerson;
  let id: string;

  beforeEach(async () => {
    await admin('DELETE', '/admin/faults');
    workspace = await makeWorkspace();
    jane = workspace.member;
    id = (await connectAs(jane, provider, { app: 'gmail' })).profile_id;
    expect(await grants()).toHaveLength(1);
  });

  const grants = () => grantsOf(url(), provider, jane.accountId);
  const status = async () => (await getProfile(jane.principal, id)).status;
  const down = () => admin('PUT', '/admin/faults', { provider, status: 503 });

  test('deleting a profile leaves none at the provider, and no row here', async () => {
    expect(await removeProfile(jane.principal, id)).toEqual({ profile_id: id, revocation: 'done' });
    expect(await grants()).toEqual([]);
    expect(await database.query('select 1 from connections where profile_id = $1', [id])).toEqual([]);
    await expect(getProfile(jane.principal, id)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('when the provider is down the profile is gone at once, and the grant as soon as it answers', async () => {
    await down();
    expect(await removeProfile(jane.principal, id)).toEqual({ profile_id: id, revocation: 'pending' });
    expect((await listProfiles(jane.principal, { limit: 50 })).items).toEqual([]);
    expect(await listPendingRevocations(jane.principal)).toMatchObject([{ profile_id: id, app_slug: 'gmail' }]);
    await database.query('update revocations set next_at = now()');
    expect(await retryRevocations()).toBe(0);
    await admin('DELETE', '/admin/faults');
    expect(await grants()).toHaveLength(1);
    await database.query('update revocations set next_at = now() where done_at is null');
    expect(await retryRevocations()).toBe(1);
    expect(await grants()).toEqual([]);
    expect(await listPendingRevocations(jane.principal)).toEqual([]);
  }, 40_000);

  test('disconnecting gives it back and keeps the profile, to be connected again', async () => {
    const before = await getProfile(jane.principal, id);
    await disconnect(jane.principal, id);
    expect(await grants()).toEqual([]);
    expect(await getProfile(jane.principal, id)).toMatchObject({
      ...{ status: 'disconnected', is_connected: false, enabled_tools: before.enabled_tools },
    });
    await expect(openConnectedAccount(jane.principal, id)).rejects.toMatchObject({ code: 'needs_connection' });
    await connectAs(jane, provider, { profile_id: id });
    expect(await status()).toBe('connected');
  });

  test('deleting it twice at the same moment is one deletion', async () => {
    const results = await Promise.allSettled([removeProfile(jane.principal, id), removeProfile(jane.principal, id)]);
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await grants()).toEqual([]);
  });

  test('nobody else can delete or disconnect it', async () => {
    const other = workspace.admin.principal;
    await expect(removeProfile(other, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(disconnect(other, id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await grants()).toHaveLength(1);
  });

  test('that the provider calls dead needs to be connected again, whoever asked first', async () => {
    const [upstream = ''] = await grants();
    await admin('POST', '/admin/grants/expire', { provider, id: upstream, kind: 'expired' });
    expect(await checkConnection(jane.principal, id)).toMatchObject({ status: 'needs_reconnect', is_connected: false });
    const { items } = await listConnections(jane.principal, { limit: 50, status: 'needs_reconnect' });
    expect(items).toMatchObject([{ profile_id: id }]);
  });

  test('is asked about by the probe when its last word is old, and not before', async () => {
    const [upstream = ''] = await grants();
    await admin('POST', '/admin/grants/expire', { provider, id: upstream, kind: 'expired' });
    await probeConnections();
    expect(await status()).toBe('connected');
    await database.query(`update connections set last_synced_at = now() - interval '2 hours' where profile_id = $1`, [
      id,
    ]);
    await probeConnections();
    expect(await status()).toBe('needs_reconnect');
  });

  test('is never called dead because the provider did not answer', async () => {
    await down();
    await expect(checkConnection(jane.principal, id)).rejects.toMatchObject({ code: 'provider_unavailable' });
    await database.query(`update connections set last_synced_at = now() - interval '2 hours' where profile_id = $1`, [
      id,
    ]);
    await probeConnections();
    expect(await status()).toBe('connected');
  }, 60_000);
});
