import * as z from 'zod';
import type { DatabaseTest } from '@/lib/contracts/database';
import { DatabaseRole } from '@/lib/contracts/database-role';
import type { JsonObject } from '@/lib/contracts/json';
import { asAccount } from '@/lib/platform/db';
import { database } from '@/lib/providers/database';
import { refusesSettings } from '@/lib/providers/database/failure';
import { getDatabaseKind } from '@/lib/providers/database/kinds';
import type { NewAccount } from '@/lib/providers/provider';
import { say, type Words } from '@/lib/sentence';
import type { Principal } from '../identity/principal';
import { applyGrantState } from '../profiles/grant-state';
import { requireProvider } from '../providers/provider-settings';
import type { DatabasePlace } from './database-config';
import { readSettings, type StoredSettings } from './database-settings';
import { getDatabaseProfile } from './databases';
import { mergeSettings } from './merge-settings';
import { toSettings, tryDatabase } from './try-database';

const Tried = z.object({
  server: z.object({ product: z.string(), version: z.string(), latency_ms: z.number() }),
  role: DatabaseRole.nullable(),
});

/** What a try came to, not yet in a language. */
export type TestedDatabase = Omit<DatabaseTest, 'message'> & { message: Words };

/** Tries what was filled in and saves nothing. Throws what is wrong. */
export async function testDatabase(principal: Principal, dbType: string, fields: JsonObject): Promise<TestedDatabase> {
  await requireProvider(principal, database.id);
  const settings = { ...toSettings(fields), connection_name: 'Test' };
  return present(await tryDatabase(getDatabaseKind(dbType).id, settings, principal.accountId ?? principal.workspaceId));
}

/**
 * The same for a database that is there: with what an edit would make of its settings, or, when nothing was edited,
 * as it is, and then what the server says becomes its status.
 */
export async function testSavedDatabase(
  principal: Principal,
  databaseId: string,
  fields: JsonObject,
): Promise<TestedDatabase> {
  await requireProvider(principal, database.id);
  const place = await getDatabaseProfile(principal, databaseId);
  const stored = await readSettings(place);
  const isEdited = Object.keys(fields).length > 0;
  if (!isEdited && stored.settings) return present(await tryAsItIs(place, stored, stored.settings));
  const kind = getDatabaseKind(place.dbType);
  const settings = mergeSettings(kind, stored.settings ?? {}, { connection_name: 'Test', ...toSettings(fields) });
  return present(await tryDatabase(kind.id, settings, place.accountId));
}

async function tryAsItIs(place: DatabasePlace, { upstreamAccountId }: StoredSettings, settings: JsonObject) {
  const { id: profileId, accountId, dbType } = place;
  const tell = async (state: Parameters<typeof applyGrantState>[2]) => {
    if (upstreamAccountId === null) return;
    await asAccount(accountId, (tx) => applyGrantState(tx, { profileId, upstreamAccountId }, state));
  };
  try {
    const account = await tryDatabase(dbType, settings, accountId);
    const { role } = Tried.parse(account.shown);
    const isKnown = role !== null && role.level !== 'unknown';
    await tell({ status: 'connected', expiresAt: null, shown: isKnown ? { role } : undefined });
    return account;
  } catch (caught) {
    if (refusesSettings(caught)) await tell({ status: 'needs_reconnect', reason: caught.message });
    throw caught;
  }
}

function present({ shown }: NewAccount): TestedDatabase {
  const { server, role } = Tried.parse(shown);
  const { product, version, latency_ms } = server;
  const message = say('databases.connectedTo', { product, version });
  return { success: true, message, latency_ms, server_version: version, server_product: product, role };
}
