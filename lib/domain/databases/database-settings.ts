import type { JsonObject } from '@/lib/contracts/json';
import { type ConnectionStatus, ConnectionStatus as Status } from '@/lib/contracts/profile';
import { AppError } from '@/lib/errors';
import { asAccount } from '@/lib/platform/db';
import { database } from '@/lib/providers/database';
import type { NewAccount } from '@/lib/providers/provider';
import { say } from '@/lib/sentence';
import type { Principal } from '../identity/principal';
import { lockProfile } from '../profiles/profiles';
import type { KnownTools } from '../profiles/tool-states';
import { writeConfig, writeGrant } from '../profiles/write-grant';
import { requireProvider } from '../providers/provider-settings';
import { lockEnabledProvider } from '../providers/switch-provider';
import { openValue } from '../storage/data-keys';
import { configColumns, type DatabasePlace } from './database-config';
import { noSuchDatabase } from './databases';

const MAX_TRIES = 5;

export type StoredSettings = {
  /** Null when there is nothing to connect with any more. */
  settings: JsonObject | null;
  status: ConnectionStatus;
  upstreamAccountId: string | null;
};

/** `account` is the outcome of a try with the new settings; absent when they lead to where the former ones led. */
export type NewSettings = { settings: JsonObject; account?: NewAccount | undefined; name?: string | undefined };

/** Opens the sealed settings: for a change of them or a try with them, and for nothing that is only shown. */
export async function readSettings(place: DatabasePlace): Promise<StoredSettings> {
  return toStored(place, await readRow(place));
}

/**
 * Changes the sealed settings as a whole. Whoever changes them at the same moment is not overwritten: the change is
 * made once more, on theirs.
 */
export async function rewriteSettings(
  principal: Principal,
  place: DatabasePlace,
  change: (stored: StoredSettings) => Promise<NewSettings>,
): Promise<void> {
  await requireProvider(principal, database.id);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const row = await readRow(place);
    if (await write(principal, place, row, await change(await toStored(place, row)))) return;
  }
  throw new AppError('conflict', say('databases.changedByAnother'));
}

type Row = Awaited<ReturnType<typeof readRow>>;

async function readRow({ id, accountId }: DatabasePlace) {
  const select = {
    ...{ sealedConfig: true, publicConfig: true, enabledTools: true, knownTools: true },
    connection: { select: { status: true, upstreamAccountId: true } },
  };
  const row = await asAccount(accountId, (tx) => tx.profile.findFirst({ where: { id, accountId }, select }));
  if (!row) throw noSuchDatabase();
  return row;
}

async function toStored({ id, accountId }: DatabasePlace, { sealedConfig, connection }: Row): Promise<StoredSettings> {
  return {
    settings: sealedConfig && (await openValue({ accountId, table: 'profiles', rowId: id }, sealedConfig)),
    status: Status.parse(connection?.status ?? 'pending'),
    upstreamAccountId: connection?.upstreamAccountId ?? null,
  };
}

/** False when the row is no longer what the change was made from. */
async function write(
  { workspaceId }: Principal,
  place: DatabasePlace,
  row: Row,
  { settings, account, name }: NewSettings,
): Promise<boolean> {
  const { id, accountId } = place;
  const before = { enabledTools: row.enabledTools, knownTools: row.knownTools as KnownTools };
  const { shown, ...columns } = await configColumns(place, settings, before);
  return asAccount(accountId, async (tx) => {
    if (account) await lockEnabledProvider(tx, workspaceId, database.id);
    await lockProfile(tx, accountId, id, database.id);
    const now = await tx.profile.findUniqueOrThrow({ where: { id }, select: { sealedConfig: true } });
    if (!isSame(now.sealedConfig, row.sealedConfig)) return false;
    const publicConfig = {
      ...(row.publicConfig as JsonObject),
      ...(account && { ...account.shown, label: account.label }),
      ...shown,
    };
    const names = name !== undefined && { profileName: name, displayName: name };
    const all = { ...columns, publicConfig, ...names };
    if (account) await writeGrant(tx, id, account, all);
    else await writeConfig(tx, id, all);
    return true;
  });
}

function isSame(left: Uint8Array | null, right: Uint8Array | null): boolean {
  return left === right || (left !== null && right !== null && Buffer.compare(left, right) === 0);
}
