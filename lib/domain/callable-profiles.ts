import { JsonObject } from '@/lib/contracts/json';
import { ConnectionStatus } from '@/lib/contracts/profile';
import { ToolAnnotations, type ToolDefinition } from '@/lib/contracts/tool';
import type { Prisma } from '@/lib/generated/prisma/client';
import { asAccount, db } from '@/lib/platform/db';

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
  connection: { select: { status: true } },
} satisfies Prisma.ProfileSelect;

/** Every profile of an account, switched off or not, oldest first. */
export async function listCallableProfiles(accountId: string): Promise<CallableProfile[]> {
  const rows = await asAccount(accountId, (tx) =>
    tx.profile.findMany({ where: { accountId }, select: shape, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] }),
  );
  return rows.map(({ connection, isConnected, enabledTools, ...row }) => ({
    ...row,
    status: ConnectionStatus.parse(connection?.status ?? (isConnected ? 'connected' : 'pending')),
    enabledTools: new Set(enabledTools),
  }));
}

/** What the last discovery found for an app, by name. Tools that vanished upstream are not among them. */
export async function listToolDefinitions(provider: string, appSlug: string): Promise<ToolDefinition[]> {
  const rows = await db().tool.findMany({
    where: { provider, appSlug, removedAt: null },
    orderBy: { name: 'asc' },
  });
  return rows.map((row) => ({
    name: row.name,
    title: row.title,
    description: row.description,
    input_schema: JsonObject.parse(row.inputSchema),
    output_schema: row.outputSchema === null ? null : JsonObject.parse(row.outputSchema),
    annotations: ToolAnnotations.parse(row.annotations),
    version: row.version,
  }));
}

/** Apps that have a tool of this name, or whose slug is one of those given; for saying what could be connected. */
export async function findAppsWithTool(
  name: string,
  slugs: string[],
): Promise<{ provider: string; appSlug: string; tool: string }[]> {
  const rows = await db().tool.findMany({
    where: { removedAt: null, OR: [{ name }, { appSlug: { in: slugs } }] },
    select: { provider: true, appSlug: true, name: true },
    orderBy: [{ provider: 'asc' }, { appSlug: 'asc' }, { name: 'asc' }],
    take: 5_000,
  });
  return rows.map(({ name: tool, ...rest }) => ({ ...rest, tool }));
}
