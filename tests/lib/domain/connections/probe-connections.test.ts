import { connect, createServer } from 'node:net';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { probeConnections } from '@/lib/domain/connections/probe-connections';
import { connectDatabase } from '@/lib/domain/databases/connect-database';
import { openConnectedAccount } from '@/lib/domain/profiles/opened-profiles';
import { getProfile } from '@/lib/domain/profiles/profiles';
import { log, makeLog } from '@/lib/platform/log';
import { composioAt } from '@/tests/sandbox/composio-client';
import { readCatalogues } from '@/tests/support/catalogue';
import { connectAs } from '@/tests/support/connected';
import { makeWorkspace, type TestPerson } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { admin, database, url } = useProduct({ ALLOW_PRIVATE_HOSTS: 'true' });
const providers = ['pipedream', 'composio'] as const;
beforeAll(() => readCatalogues('gmail'));

describe.each(providers)('a grant at %s', (provider) => {
  let jane: TestPerson;
  let id: string;
  let upstream: string;

  beforeEach(async () => {
    ({ member: jane } = await makeWorkspace());
    id = (await connectAs(jane, provider, { app: 'gmail' })).profile_id;
    const [row] = await database.query<{ upstream: string }>(
      'select upstream_account_id as upstream from connections where profile_id = $1',
      [id],
    );
    upstream = row?.upstream ?? '';
  });

  const spoil = (kind: string) => admin('POST', '/admin/grants/expire', { provider, id: upstream, kind });
  const restore = () => admin('POST', '/admin/grants/restore', { id: upstream });
  const status = async () => (await getProfile(jane.principal, id)).status;

  /** As if that long had passed since its provider last spoke of it. */
  async function probeAfter(minutes: number): Promise<void> {
    await database.query(
      'update connections set last_synced_at = now() - make_interval(mins => $2) where profile_id = $1',
      [id, minutes],
    );
    await probeConnections();
  }

  test.each(['expired', 'revoked'])(
    'that was %s and is good again is connected again, and runs tools',
    async (kind) => {
      await spoil(kind);
      await probeAfter(90);
      const dead = await status();
      expect(['needs_reconnect', 'revoked']).toContain(dead);
      await expect(openConnectedAccount(jane.principal, id)).rejects.toMatchObject({ code: 'needs_reconnect' });

      await restore();
      await probeAfter(dead === 'revoked' ? 8 * 60 : 90);
      expect(await getProfile(jane.principal, id)).toMatchObject({ status: 'connected', is_connected: true });
      // What this process remembers of it is forgotten when the change is heard of.
      await vi.waitFor(() =>
        expect(openConnectedAccount(jane.principal, id)).resolves.toMatchObject({ account: { profileId: id } }),
      );
    },
  );

  test('of a profile in use is asked about within minutes, alive or dead', async () => {
    await database.query('update profiles set last_used_at = now() where id = $1', [id]);
    await spoil('expired');
    await probeAfter(7);
    expect(await status()).toBe('needs_reconnect');
    await restore();
    await probeAfter(7);
    expect(await status()).toBe('connected');
  });

  test('whose token merely ran out stays connected', async () => {
    await spoil('stale');
    await probeAfter(90);
    expect(await status()).toBe('connected');
  });
});

test('a connection that was switched off at Composio, and on again, is told both times', async () => {
  const { member } = await makeWorkspace();
  const { profile_id: id } = await connectAs(member, 'composio', { app: 'gmail' });
  const [row] = await database.query<{ upstream: string }>(
    'select upstream_account_id as upstream from connections where profile_id = $1',
    [id],
  );
  const accounts = composioAt(url(), 'ak_sandbox').getClient().connectedAccounts;
  const after = async (enabled: boolean) => {
    await accounts.updateStatus(row?.upstream ?? '', { enabled });
    await database.query(`update connections set last_synced_at = now() - interval '2 hours' where profile_id = $1`, [
      id,
    ]);
    await probeConnections();
    return (await getProfile(member.principal, id)).status;
  };
  expect(await after(false)).toBe('error');
  expect(await after(true)).toBe('connected');
});

test('a database that cannot be reached is one short line in the log, however often it is probed', async () => {
  const { member } = await makeWorkspace();
  const { port: serverPort, username, password, pathname } = new URL(database.ownerUrl);
  const detour = createServer((client) => client.pipe(connect(Number(serverPort), '127.0.0.1')).pipe(client));
  await new Promise<void>((resolve) => detour.listen(0, '127.0.0.1', resolve));
  const address = detour.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const fields = {
    ...{ connection_name: 'Shop', host: '127.0.0.1', port, database: pathname.slice(1) },
    ...{ username, password: decodeURIComponent(password), ssl: false },
  };
  await connectDatabase(member.principal, 'postgres', fields, { acceptsDangerousRole: true });
  await new Promise((resolve) => detour.close(resolve));

  const lines: string[] = [];
  const written = makeLog('info', { write: (line) => void lines.push(line) });
  vi.spyOn(log(), 'warn').mockImplementation((...said: unknown[]) => Reflect.apply(written.warn, written, said));
  for (let round = 0; round < 3; round += 1) {
    await database.query(
      `update connections set last_synced_at = now() - interval '2 hours', failed_check_at = null where provider = 'database'`,
    );
    await probeConnections();
  }
  vi.restoreAllMocks();

  const ofProbes = lines.filter((line) => line.includes('could not be checked'));
  expect(ofProbes).toHaveLength(1);
  expect(JSON.parse(ofProbes[0] ?? '')).toMatchObject({ app: 'postgres', host: '127.0.0.1', port });
  expect(ofProbes[0]).toContain('ECONNREFUSED');
  expect(ofProbes[0]).not.toContain('stack');
  expect(ofProbes[0]?.length).toBeLessThan(800);
});
