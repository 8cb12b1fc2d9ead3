import type { DatabaseDetails } from '@/lib/contracts/database';
import type { CreatedReader } from '@/lib/contracts/database-role';
import type { JsonObject } from '@/lib/contracts/json';
import { AppError } from '@/lib/errors';
import { fingerprint, randomToken } from '@/lib/platform/seal/token';
import { database } from '@/lib/providers/database';
import { getDatabaseKind } from '@/lib/providers/database/kinds';
import { say } from '@/lib/sentence';
import type { Principal } from '../identity/principal';
import { openProvider } from '../providers/open-provider';
import { requireProvider } from '../providers/provider-settings';
import { changeDatabase } from './change-database';
import { readSettings } from './database-settings';
import { getDatabaseProfile } from './databases';
import { mergeSettings } from './merge-settings';
import { toSettings } from './try-database';

const LIMIT_MS = 15_000;

export type ReaderWishes = { schemas?: string[] | undefined; idempotency_key?: string | undefined };

/** Creates a role that only reads, with credentials that may do so and are not kept. */
export async function createReader(
  principal: Principal,
  dbType: string,
  fields: JsonObject,
  wishes: ReaderWishes,
): Promise<CreatedReader> {
  await requireProvider(principal, database.id);
  const settings = getDatabaseKind(dbType).parseSettings({ ...toSettings(fields), connection_name: 'Test' });
  const { host, port, database: name, ssl } = getDatabaseKind(dbType).summarise(settings);
  return { host, port, database: name, ssl, ...(await create(principal, dbType, settings, wishes)) };
}

/** The same for a database that is there, which then connects as the new role. Nobody sees its password. */
export async function replaceByReader(
  principal: Principal,
  databaseId: string,
  fields: JsonObject,
  wishes: ReaderWishes,
): Promise<DatabaseDetails> {
  await requireProvider(principal, database.id);
  const place = await getDatabaseProfile(principal, databaseId);
  const { settings: before } = await readSettings(place);
  const edits = toSettings(fields);
  const settings = mergeSettings(getDatabaseKind(place.dbType), before ?? {}, edits);
  const reader = await create(principal, place.dbType, settings, wishes);
  return changeDatabase(principal, databaseId, { ...edits, ...reader });
}

async function create(
  { accountId, workspaceId }: Principal,
  dbType: string,
  settings: JsonObject,
  { schemas, idempotency_key = randomToken() }: ReaderWishes,
): Promise<Pick<CreatedReader, 'username' | 'password'>> {
  const { readers } = openProvider(database.id);
  if (!readers) throw new AppError('internal', say('general.internal'));
  // Of this account alone: nobody comes by the role of another with a key that they guess. Of one wish alone: a role that
  // is there keeps what it may read.
  const wish = JSON.stringify([accountId ?? workspaceId, settings.database, schemas ?? null, idempotency_key]);
  const name = `patchbay_reader_${fingerprint(wish).slice(0, 10)}`;
  const signal = AbortSignal.timeout(LIMIT_MS);
  return readers.createReader({ app: { slug: dbType, upstream: {} }, settings, name, schemas, signal });
}
