import * as z from 'zod';
import { SavedQuery, type SavedQueryChange, type SavedQueryTool } from '@/lib/contracts/saved-query';
import { AppError, notFound } from '@/lib/errors';
import { asAccount } from '@/lib/platform/db';
import { getDatabaseKind } from '@/lib/providers/database/kinds';
import { toToolName } from '@/lib/providers/database/tool-names';
import { say } from '@/lib/sentence';
import type { Principal } from '../identity/principal';
import { rewriteSettings } from './database-settings';
import { getDatabaseProfile, noSuchDatabase, shownOf } from './databases';

const Kept = z.array(SavedQuery).default([]);

/** Each is a tool of its database, and is on from the moment it is saved. */
export async function listSavedQueries(principal: Principal, databaseId: string): Promise<SavedQueryTool[]> {
  const { id, accountId } = await getDatabaseProfile(principal, databaseId);
  const row = await asAccount(accountId, (tx) =>
    tx.profile.findFirst({ where: { id }, select: { publicConfig: true } }),
  );
  if (!row) throw noSuchDatabase();
  return Kept.parse(shownOf(row).settings.saved_queries).map((saved) => present(saved, id));
}

export async function createSavedQuery(
  principal: Principal,
  databaseId: string,
  saved: SavedQuery,
): Promise<SavedQueryTool> {
  const id = await rewrite(principal, databaseId, (all) => {
    refuseTaken(all, saved.name);
    return [...all, saved];
  });
  return present(saved, id);
}

export async function changeSavedQuery(
  principal: Principal,
  databaseId: string,
  name: string,
  change: SavedQueryChange,
): Promise<SavedQueryTool> {
  const next: { saved?: SavedQuery } = {};
  const id = await rewrite(principal, databaseId, (all) => {
    if (change.name !== undefined && change.name !== name) refuseTaken(all, change.name);
    const saved = SavedQuery.parse({ ...named(all, name), ...change });
    next.saved = saved;
    return all.map((one) => (one.name === name ? saved : one));
  });
  if (!next.saved) throw noSuchQuery();
  return present(next.saved, id);
}

export async function removeSavedQuery(principal: Principal, databaseId: string, name: string): Promise<void> {
  await rewrite(principal, databaseId, (all) => {
    named(all, name);
    return all.filter((one) => one.name !== name);
  });
}

async function rewrite(principal: Principal, databaseId: string, change: (all: SavedQuery[]) => SavedQuery[]) {
  const place = await getDatabaseProfile(principal, databaseId);
  const kind = getDatabaseKind(place.dbType);
  await rewriteSettings(principal, place, async ({ settings }) => {
    if (!settings) throw new AppError('needs_reconnect', say('databases.reconnect'));
    const saved_queries = change(Kept.parse(settings.saved_queries));
    return { settings: kind.parseSettings({ ...settings, saved_queries }) };
  });
  return place.id;
}

function named(all: SavedQuery[], name: string): SavedQuery {
  const found = all.find((one) => one.name === name);
  if (!found) throw noSuchQuery();
  return found;
}

function refuseTaken(all: SavedQuery[], name: string): void {
  if (!all.some((one) => one.name === name)) return;
  throw new AppError('conflict', say('databases.queryNameTaken'), {
    fields: { name: say('general.taken') },
  });
}

function noSuchQuery(): AppError {
  return notFound('savedQuery');
}

function present(saved: SavedQuery, profileId: string): SavedQueryTool {
  return { ...saved, tool_name: toToolName(saved.name, profileId) };
}
