import { ConnectionStatus, type Profile } from '@/lib/contracts/profile';
import type { Prisma } from '@/lib/generated/prisma/client';
import { demoMark } from '../providers/open-provider';
import { presentOutage } from './reachability';

export const profileShape = {
  id: true,
  accountId: true,
  provider: true,
  appSlug: true,
  appName: true,
  profileName: true,
  displayName: true,
  mcpQualifiedName: true,
  externalUserId: true,
  enabledTools: true,
  isActive: true,
  isDefault: true,
  isConnected: true,
  createdAt: true,
  updatedAt: true,
  lastUsedAt: true,
  connection: { select: { status: true, unreachableSince: true, unreachableReason: true } },
} satisfies Prisma.ProfileSelect;

/** A profile as everybody outside sees it. What is sealed was never read. */
export function presentProfile(row: Prisma.ProfileGetPayload<{ select: typeof profileShape }>): Profile {
  return {
    profile_id: row.id,
    account_id: row.accountId,
    provider: row.provider,
    mcp_qualified_name: row.mcpQualifiedName,
    profile_name: row.profileName,
    display_name: row.displayName,
    app_slug: row.appSlug,
    app_name: row.appName,
    external_user_id: row.externalUserId,
    enabled_tools: row.enabledTools,
    is_active: row.isActive,
    is_default: row.isDefault,
    is_connected: row.isConnected,
    status: ConnectionStatus.parse(row.connection?.status ?? 'pending'),
    unreachable: presentOutage(row.connection),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    demo: demoMark(row.provider),
  };
}
