import type { AuthConfig } from '@/lib/generated/prisma/client';
import { db } from '@/lib/platform/db';
import type { PreparedApp } from '@/lib/providers/provider';
import type { Principal } from '../identity/principal';

type Workspace = Pick<Principal, 'workspaceId'>;

/** The one way in which a workspace authorises an app, shared by all its accounts. It holds no secret. */
export function findAuthConfig(
  { workspaceId }: Workspace,
  provider: string,
  appSlug: string,
): Promise<AuthConfig | null> {
  return db().authConfig.findUnique({ where: { workspaceId_provider_appSlug: { workspaceId, provider, appSlug } } });
}

export type AuthConfigToKeep = { provider: string; appSlug: string; upstreamId: string; displayName: string } & Partial<
  Pick<PreparedApp['authConfig'], 'requiredScopes' | 'allowedTools'>
>;

/** What the provider said it used or made, so that the next connection uses the same. */
export function rememberAuthConfig({ workspaceId }: Workspace, input: AuthConfigToKeep): Promise<AuthConfig> {
  const { provider, appSlug, requiredScopes, allowedTools, ...rest } = input;
  const data = { ...rest, ...(requiredScopes && { requiredScopes }), ...(allowedTools && { allowedTools }) };
  return db().authConfig.upsert({
    where: { workspaceId_provider_appSlug: { workspaceId, provider, appSlug } },
    create: { workspaceId, provider, appSlug, allowedTools: [], ...data },
    update: data,
  });
}
