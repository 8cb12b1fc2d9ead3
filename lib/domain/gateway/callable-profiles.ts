import { ConnectionStatus } from '@/lib/contracts/profile';
import type { Prisma } from '@/lib/generated/prisma/client';
import { asAccount, db } from '@/lib/platform/db';
import type { GrantState } from '@/lib/providers/provider';
import { isSyncing } from '../profiles/tool-states';

/** As much of a profile as a tool call needs to decide whether it may go on. */
export type CallableProfile = {
  id: string;
  accountId: string;
  provider: string;
  appSlug: string;
  appName: string;
  profileName: string;
  isActive: boolean;
  isDefault: boolean;
  status: ConnectionStatus;
  enabledTools: ReadonlySet<string>;
  /** Its tools have not been discovered since it was connected. */
  isSyncing?: boolean;
  connectedAt?: Date | null;
};

const shape = {
  id: true,
  accountId: true,
  provider: true,
  appSlug: true,
  appName: true,
  profileName: true,
  isActive: true,
  isDefault: true,
  isConnected: true,
  enabledTools: true,
  toolsChosen: true,
  connection: { select: { status: true, connectedAt: true } },
} satisfies Prisma.ProfileSelect;

/** Every profile of an account, switched off or not, oldest first. */
export async function listCallableProfiles(accountId: string): Promise<CallableProfile[]> {
  const rows = await asAccount(accountId, (tx) =>
    tx.profile.findMany({ where: { accountId }, select: shape, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
  );
  return rows.map(({ connection, isConnected, enabledTools, toolsChosen, ...row }) => ({
    ...row,
    status: ConnectionStatus.parse(connection?.status ?? (isConnected ? 'connected' : 'pending')),
    enabledTools: new Set(enabledTools),
    connectedAt: connection?.connectedAt ?? null,
    isSyncing: isSyncing({ isConnected, toolsChosen, enabledTools }),
  }));
}

/** Apps that have a tool of this name, or whose slug is one of those given; for saying what could be connected. */
export async function findAppsWithTool(
  name: string,
  slugs: string[],
): Promise<{ provider: string; appSlug: string; appName: string; tool: string }[]> {
  return db().$queryRaw`
    select t.provider, t.app_slug as "appSlug", a.name as "appName", t.name as tool
    from tools t join apps a on a.provider = t.provider and a.slug = t.app_slug
    where t.removed_at is null and a.removed_at is null and (t.name = ${name} or t.app_slug = any(${slugs}))
    order by t.provider, t.app_slug, t.name limit 5000`;
}

/** What a provider last said of a profile's grant, and when. */
export async function findGrantWord(
  profileId: string,
  accountId: string | null,
): Promise<{ state: GrantState; endedAt: number } | null> {
  if (!accountId) return null;
  const row = await asAccount(accountId, (tx) => tx.connection.findUnique({ where: { profileId } }));
  if (!row?.lastSyncedAt) return null;
  const endedAt = row.lastSyncedAt.getTime();
  const status = ConnectionStatus.parse(row.status);
  if (status === 'connected') return { state: { status, expiresAt: row.expiresAt }, endedAt };
  if (status !== 'needs_reconnect' && status !== 'revoked') return null;
  return { state: { status, reason: row.statusReason ?? '' }, endedAt };
}
