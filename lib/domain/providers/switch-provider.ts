import type { ProviderSetting } from '@/lib/contracts/provider-setting';
import { notFound } from '@/lib/errors';
import { asSystem, asWorkspace, type Db } from '@/lib/platform/db';
import { listProviders } from '@/lib/providers/registry';
import type { Principal } from '../identity/principal';
import { backingOf } from './open-provider';
import {
  assertNotKeptFromDemo,
  getProviderDefinition,
  isAvailable,
  listProviderSettings,
  providerDisabled,
  readSwitchedOff,
} from './provider-settings';

/**
 * Switching off keeps everything and remembers what state it was in; switching on brings exactly that back. Both are
 * one step with whatever connects at the same moment: a profile is never left connected under a provider that is off.
 */
export async function switchProvider(principal: Principal, id: string, enabled: boolean): Promise<ProviderSetting> {
  const { workspaceId } = principal;
  getProviderDefinition(id);
  await assertNotKeptFromDemo(principal, id);
  await asWorkspace(workspaceId, async (tx) => {
    await lockProvider(tx, workspaceId, id, 'alone');
    await tx.providerSetting.upsert({
      where: { workspaceId_provider: { workspaceId, provider: id } },
      create: { workspaceId, provider: id, enabled },
      update: { enabled },
    });
    await settle(tx, workspaceId, id, enabled && isAvailable(id));
  });
  const setting = (await listProviderSettings(principal)).find(({ provider }) => provider === id);
  if (!setting) throw notFound('provider');
  return setting;
}

/** At start: what the environment says now, applied to every workspace's profiles. */
export async function settleProviders(): Promise<void> {
  await asSystem(async (tx) => {
    for (const { id: workspaceId } of await tx.workspace.findMany({ select: { id: true } })) {
      const off = await readSwitchedOff(tx, workspaceId);
      for (const { id } of listProviders()) {
        await lockProvider(tx, workspaceId, id, 'alone');
        await settle(tx, workspaceId, id, isAvailable(id) && !off.has(id));
      }
    }
    for (const { id } of listProviders()) await setFormerGrantsAside(tx, id);
  });
}

/**
 * Grants of the sandbox lead nowhere once a provider has credentials, nor do the service's at the sandbox: they are not
 * shown as connected. Which of them there are is known from whose apps were read last. Probes go on asking, so that one
 * is connected again when its source is back.
 */
async function setFormerGrantsAside(tx: Db, id: string): Promise<void> {
  const sync = await tx.catalogueSync.findUnique({ where: { provider: id }, select: { source: true } });
  const source = backingOf(id);
  if (!sync?.source || source === 'nothing' || sync.source === source) return;
  const reason =
    sync.source === 'sandbox' ? 'This was connected in the sandbox.' : 'This was connected outside of the sandbox.';
  await tx.$executeRaw`
    with former as (
      update connections set
        status = case when status = 'disabled' then status else 'needs_reconnect' end,
        status_before_disable = case when status = 'disabled' then 'needs_reconnect' end,
        status_reason = ${reason}
      where provider = ${id} and upstream_account_id is not null
        and coalesce(status_before_disable, status) in ('connected', 'expiring')
      returning profile_id)
    update profiles set is_connected = false where id in (select profile_id from former)`;
}

/** Held to the end of the transaction: `shared` by whoever connects or changes a status, `alone` by the switch. */
async function lockProvider(tx: Db, workspaceId: string, id: string, how: 'shared' | 'alone'): Promise<void> {
  const name = `provider ${workspaceId} ${id}`;
  if (how === 'alone') await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${name}, 0))::text`;
  else await tx.$queryRaw`select pg_advisory_xact_lock_shared(hashtextextended(${name}, 0))::text`;
}

/** For what must not happen under a provider that was switched off a moment ago. */
export async function lockEnabledProvider(tx: Db, workspaceId: string, id: string): Promise<void> {
  await lockProvider(tx, workspaceId, id, 'shared');
  const off = await readSwitchedOff(tx, workspaceId);
  if (off.has(id) || !isAvailable(id)) throw providerDisabled(id);
}

async function settle(tx: Db, workspaceId: string, id: string, enabled: boolean): Promise<void> {
  if (enabled) {
    await tx.$executeRaw`
      update connections c set status = coalesce(status_before_disable, 'pending'), status_before_disable = null
      from accounts a
      where a.id = c.account_id and a.workspace_id = ${workspaceId}::uuid and provider = ${id} and status = 'disabled'`;
    await tx.$executeRaw`
      update profiles p set is_active = active_before_disable, active_before_disable = null,
        is_connected = exists (
          select 1 from connections c where c.profile_id = p.id and c.status in ('connected', 'expiring'))
      from accounts a
      where a.id = p.account_id and a.workspace_id = ${workspaceId}::uuid and provider = ${id}
        and active_before_disable is not null`;
    return;
  }
  await tx.$executeRaw`
    update connections c set status_before_disable = status, status = 'disabled'
    from accounts a
    where a.id = c.account_id and a.workspace_id = ${workspaceId}::uuid and provider = ${id} and status <> 'disabled'`;
  await tx.$executeRaw`
    update profiles p set active_before_disable = is_active, is_active = false, is_connected = false
    from accounts a
    where a.id = p.account_id and a.workspace_id = ${workspaceId}::uuid and provider = ${id}
      and active_before_disable is null`;
}
