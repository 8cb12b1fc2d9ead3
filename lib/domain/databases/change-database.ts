import type { DatabaseChange, DatabaseDetails } from '@/lib/contracts/database';
import type { JsonObject } from '@/lib/contracts/json';
import { USABLE } from '@/lib/contracts/profile';
import { database } from '@/lib/providers/database';
import { getDatabaseKind } from '@/lib/providers/database/kinds';
import type { Principal } from '../identity/principal';
import { changeProfile } from '../profiles/change-profile';
import { removeProfile } from '../profiles/remove-profile';
import { rewriteSettings } from './database-settings';
import { getDatabase, getDatabaseProfile } from './databases';
import { isSameReach, mergeSettings, namesReach } from './merge-settings';
import { requireHarmlessRole } from './require-harmless-role';
import { toSettings, tryDatabase } from './try-database';

/**
 * Renames, edits, pauses. Settings that lead somewhere else, or let agents write, are tried before they replace the ones
 * that worked, and a dangerous role has to be accepted; limits and names are changed without asking the server.
 */
export async function changeDatabase(
  principal: Principal,
  databaseId: string,
  { user_id: _user, is_active, accept_dangerous_role = false, ...change }: DatabaseChange,
): Promise<DatabaseDetails> {
  const place = await getDatabaseProfile(principal, databaseId);
  const kind = getDatabaseKind(place.dbType);
  const fields = toSettings(change);
  if (Object.keys(fields).length > 0) {
    await rewriteSettings(principal, place, async ({ settings: before, status }) => {
      const settings = mergeSettings(kind, before ?? {}, fields);
      const isBroken = !USABLE.includes(status) && namesReach(fields);
      const isTried = before === null || isBroken || !isSameReach(before, settings) || allowsWrites(before, settings);
      const account = isTried ? await tryDatabase(kind.id, settings, place.accountId) : undefined;
      if (account) requireHarmlessRole(account, accept_dangerous_role);
      const name = fields.connection_name === undefined ? undefined : String(settings.connection_name);
      return { settings, account, name };
    });
  }
  if (is_active !== undefined) await changeProfile(principal, place.id, { is_active }, database.id);
  return getDatabase(principal, databaseId);
}

/** Holding a dangerous role back from writing was part of what was accepted when it was connected. */
function allowsWrites(before: JsonObject, after: JsonObject): boolean {
  return after.allow_writes === true && before.allow_writes !== true;
}

/** The settings are forgotten and every connection is closed. Its calls stay on record. */
export async function disconnectDatabase(principal: Principal, databaseId: string): Promise<void> {
  const { id } = await getDatabaseProfile(principal, databaseId);
  await removeProfile(principal, id, database.id);
}
