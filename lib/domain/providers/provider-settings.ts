import type { ProviderSetting } from '@/lib/contracts/provider-setting';
import { AppError, notFound } from '@/lib/errors';
import { asWorkspace, type Db, db } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { memory } from '@/lib/platform/memory';
import type { ProviderDefinition } from '@/lib/providers/provider';
import { findProvider, listProviders } from '@/lib/providers/registry';
import { say } from '@/lib/sentence';
import type { Principal } from '../identity/principal';
import { isDemoWorkspace } from '../identity/workspaces';
import { backingOf, isSandboxed } from './open-provider';

type Workspace = Pick<Principal, 'workspaceId'>;

/** Which providers a workspace switched off; a change is heard by every process at once. */
const switchedOff = memory<ReadonlySet<string>>({
  name: 'provider-settings',
  stale: ({ table, workspace_id }) => (table === 'provider_settings' ? (workspace_id ? [workspace_id] : 'all') : []),
});

export function getProviderDefinition(id: string): ProviderDefinition {
  const definition = findProvider(id);
  if (!definition) throw notFound('provider');
  return definition;
}

/** The operator's own switch, `PIPEDREAM_ENABLED` and its like; a provider without one is on. */
export function isEnabledByEnvironment(id: string): boolean {
  return (env() as Record<string, unknown>)[`${id.toUpperCase()}_ENABLED`] !== false;
}

/** What the environment allows: switched on there, and with something that answers in its name. */
export function isAvailable(id: string): boolean {
  return isEnabledByEnvironment(id) && backingOf(id) !== 'nothing';
}

export async function isProviderEnabled({ workspaceId }: Workspace, id: string): Promise<boolean> {
  if (!isAvailable(id) || (await isKeptFromDemo(workspaceId, id))) return false;
  const off = await switchedOff().get(workspaceId, () => readSwitchedOff(db(), workspaceId));
  return !off.has(id);
}

/** Whoever comes in without a password meets the sandbox, never a real service or a database of this network. */
async function isKeptFromDemo(workspaceId: string, id: string): Promise<boolean> {
  return !isSandboxed(id) && (await isDemoWorkspace(workspaceId));
}

/** The demo neither uses such a provider nor switches it: a switch would change nothing there. */
export async function assertNotKeptFromDemo({ workspaceId }: Workspace, id: string): Promise<void> {
  if (!(await isKeptFromDemo(workspaceId, id))) return;
  const { name } = getProviderDefinition(id);
  throw new AppError('forbidden', say('demo.noProvider', { name }));
}

/** Before anything is connected, discovered or executed through a provider. */
export async function requireProvider(workspace: Workspace, id: string): Promise<ProviderDefinition> {
  const definition = getProviderDefinition(id);
  await assertNotKeptFromDemo(workspace, id);
  if (!(await isProviderEnabled(workspace, id))) throw providerDisabled(id);
  return definition;
}

/** Why nothing goes through a provider at the moment. An app that cannot be used for it may be named instead. */
export function providerDisabled(id: string, name = getProviderDefinition(id).name): AppError {
  const action = { who: 'admin' as const, url: `${env().appUrl}/settings/providers` };
  if (backingOf(id) !== 'nothing') {
    return new AppError('provider_disabled', say('providers.switchedOff', { name }), { action });
  }
  const message = say('providers.notSetUp', { name: getProviderDefinition(id).name });
  return new AppError('provider_disabled', message, { action });
}

/** The ids that may be offered: known, and on in this workspace. */
export async function listEnabledProviders(workspace: Workspace): Promise<string[]> {
  const ids = listProviders().map(({ id }) => id);
  const enabled = await Promise.all(ids.map((id) => isProviderEnabled(workspace, id)));
  return ids.filter((_, index) => enabled[index]);
}

export async function listProviderSettings({ workspaceId }: Principal): Promise<ProviderSetting[]> {
  const isDemo = await isDemoWorkspace(workspaceId);
  const [off, profiles, apps] = await asWorkspace(workspaceId, async (tx) => [
    await readSwitchedOff(tx, workspaceId),
    await tx.profile.groupBy({ by: ['provider'], where: { account: { workspaceId } }, _count: true }),
    await tx.app.groupBy({ by: ['provider'], where: { removedAt: null }, _count: true }),
  ]);
  const countIn = (rows: { provider: string; _count: number }[], id: string) =>
    rows.find(({ provider }) => provider === id)?._count ?? 0;
  return listProviders().map(({ id, name, kind, credentials }) => ({
    provider: id,
    name,
    kind,
    enabled: isAvailable(id) && !off.has(id) && (!isDemo || isSandboxed(id)),
    enabled_by_environment: isEnabledByEnvironment(id),
    set_up: backingOf(id) !== 'nothing',
    credentials: [...credentials],
    demo: isSandboxed(id),
    profiles: countIn(profiles, id),
    apps: countIn(apps, id),
  }));
}

export async function readSwitchedOff(tx: Db, workspaceId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.providerSetting.findMany({
    where: { workspaceId, enabled: false },
    select: { provider: true },
  });
  return new Set(rows.map(({ provider }) => provider));
}
