import * as z from 'zod';
import type { Database, DatabaseDetails } from '@/lib/contracts/database';
import { DatabaseRole } from '@/lib/contracts/database-role';
import { JsonObject } from '@/lib/contracts/json';
import { ConnectionStatus } from '@/lib/contracts/profile';
import { type AppError, notFound } from '@/lib/errors';
import type { Prisma } from '@/lib/generated/prisma/client';
import { asAccount } from '@/lib/platform/db';
import { database } from '@/lib/providers/database';
import { fromToolName, toDatabaseId, toProfileId } from '@/lib/providers/database/tool-names';
import { type Principal, requireAccount } from '../identity/principal';
import { presentOutage } from '../profiles/reachability';

const MAX_DATABASES = 500;

/** What is shown of a database's settings, kept beside the sealed ones so that showing opens nothing. */
const ShownConfig = z.object({
  host: z.string().nullable().default(null),
  port: z.number().nullable().default(null),
  database: z.string().nullable().default(null),
  username: z.string().nullable().default(null),
  ssl: z.boolean().default(false),
  server: z.object({ product: z.string(), version: z.string() }).nullable().default(null),
  role: DatabaseRole.nullable().default(null),
  settings: JsonObject.default({}),
  secrets: z.array(z.string()).default([]),
});

const Limits = z.object({
  allow_writes: z.boolean().default(false),
  max_rows: z.number().default(1000),
  max_bytes: z.number().default(1_048_576),
  timeout_s: z.number().default(15),
});

const shape = {
  id: true,
  accountId: true,
  appSlug: true,
  displayName: true,
  isActive: true,
  enabledTools: true,
  knownTools: true,
  publicConfig: true,
  createdAt: true,
  lastUsedAt: true,
  connection: { select: { status: true, statusReason: true, unreachableSince: true, unreachableReason: true } },
} satisfies Prisma.ProfileSelect;

type Row = Prisma.ProfileGetPayload<{ select: typeof shape }>;

/** The account's databases, newest first. Somebody unknown has none. */
export async function listDatabases({ accountId }: Principal): Promise<Database[]> {
  if (!accountId) return [];
  const rows = await asAccount(accountId, (tx) =>
    tx.profile.findMany({
      where: { accountId, provider: database.id },
      select: shape,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: MAX_DATABASES,
    }),
  );
  return rows.map(present);
}

export async function getDatabase(principal: Principal, databaseId: string): Promise<DatabaseDetails> {
  const { id, accountId } = await getDatabaseProfile(principal, databaseId);
  const row = await asAccount(accountId, (tx) => tx.profile.findFirst({ where: { id, accountId }, select: shape }));
  if (!row) throw noSuchDatabase();
  const { saved_queries: _saved, ...settings } = shownOf(row).settings;
  return {
    ...present(row),
    ...Limits.parse(settings),
    settings,
    secrets: shownOf(row).secrets,
    role: shownOf(row).role,
    status_reason: row.connection?.statusReason ?? null,
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    tools: Object.keys(row.knownTools as JsonObject).map((name) => ({
      name,
      kind: fromToolName(name) ?? name,
      enabled: row.enabledTools.includes(name),
    })),
  };
}

/** The profile behind an id. Someone else's is "not found", and so is what is no id at all. */
export async function getDatabaseProfile(
  principal: Principal,
  databaseId: string,
): Promise<{ id: string; accountId: string; dbType: string }> {
  const accountId = requireAccount(principal);
  const id = toProfileId(databaseId);
  const row =
    id &&
    (await asAccount(accountId, (tx) =>
      tx.profile.findFirst({ where: { id, accountId, provider: database.id }, select: { appSlug: true } }),
    ));
  if (!row) throw noSuchDatabase();
  return { id, accountId, dbType: row.appSlug };
}

export function shownOf({ publicConfig }: { publicConfig: unknown }) {
  return ShownConfig.parse(publicConfig);
}

export function noSuchDatabase(): AppError {
  return notFound('database');
}

function present(row: Row): Database {
  const { host, port, database: name, username, ssl, server } = shownOf(row);
  return {
    db_id: toDatabaseId(row.id),
    db_type: row.appSlug,
    name: row.displayName,
    ...{ host, port, database: name, username, ssl },
    status: ConnectionStatus.parse(row.connection?.status ?? 'pending'),
    unreachable: presentOutage(row.connection),
    created_at: row.createdAt.toISOString(),
    profile_id: row.id,
    is_active: row.isActive,
    server_product: server?.product ?? null,
    server_version: server?.version ?? null,
  };
}
