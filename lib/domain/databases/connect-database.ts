import type { ConnectedDatabase } from '@/lib/contracts/database';
import type { JsonObject } from '@/lib/contracts/json';
import { asAccount } from '@/lib/platform/db';
import { randomId } from '@/lib/platform/seal/token';
import { database } from '@/lib/providers/database';
import { getDatabaseKind } from '@/lib/providers/database/kinds';
import { toDatabaseId } from '@/lib/providers/database/tool-names';
import { type Principal, requireAccount } from '../identity/principal';
import { insertProfile } from '../profiles/create-profile';
import { writeGrant } from '../profiles/write-grant';
import { requireProvider } from '../providers/provider-settings';
import { lockEnabledProvider } from '../providers/switch-provider';
import { configColumns } from './database-config';
import { NOT_ACCEPTED, type RoleTerms, requireHarmlessRole } from './require-harmless-role';
import { toSettings, tryDatabase } from './try-database';

/** Tries, seals, saves. What cannot be reached is not saved, nor is a dangerous role that was not accepted. */
export async function connectDatabase(
  principal: Principal,
  dbType: string,
  fields: JsonObject,
  { acceptsDangerousRole }: RoleTerms = NOT_ACCEPTED,
): Promise<ConnectedDatabase> {
  const accountId = requireAccount(principal);
  await requireProvider(principal, database.id);
  const kind = getDatabaseKind(dbType);
  const account = await tryDatabase(kind.id, toSettings(fields), accountId);
  requireHarmlessRole(account, acceptsDangerousRole);
  const settings = account.secret ?? {};
  const name = String(settings.connection_name);
  const id = randomId();
  const { shown, ...columns } = await configColumns({ id, accountId, dbType: kind.id }, settings, NOTHING_BEFORE);
  await asAccount(accountId, async (tx) => {
    await lockEnabledProvider(tx, principal.workspaceId, database.id);
    await insertProfile(tx, {
      ...{ id, accountId, provider: database.id, appSlug: kind.id, appName: kind.name },
      ...{ profileName: name, displayName: name, externalUserId: accountId, oauthAppId: null },
    });
    const publicConfig = { ...account.shown, label: account.label, ...shown };
    await writeGrant(tx, id, account, { ...columns, publicConfig });
  });
  return { db_id: toDatabaseId(id), name, status: 'connected' };
}

const NOTHING_BEFORE = { enabledTools: [], knownTools: {} };
