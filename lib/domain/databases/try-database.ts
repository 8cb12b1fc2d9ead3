import type { JsonObject } from '@/lib/contracts/json';
import { AppError } from '@/lib/errors';
import type { Limit } from '@/lib/platform/limits';
import { database } from '@/lib/providers/database';
import type { NewAccount } from '@/lib/providers/provider';
import { say } from '@/lib/sentence';
import { openProvider } from '../providers/open-provider';

const LIMIT_MS = 15_000;

/** A person tries a few times; whoever tries without end is looking for hosts and ports. */
export const DATABASE_TRIES: Limit = { name: 'database-tries', points: 60, windowS: 60 };

/** Connects with these settings and lets go again. Throws what is wrong, with the field to look at and no secret. */
export async function tryDatabase(dbType: string, answer: JsonObject, accountId: string): Promise<NewAccount> {
  const result = await openProvider(database.id).finishConnection({
    app: { slug: dbType, upstream: {} },
    externalUserId: accountId,
    startedAt: new Date(),
    upstream: {},
    answer,
    reconnect: null,
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  if (result.kind === 'connected') return result.account;
  throw new AppError('provider_unavailable', say('databases.noAnswer'));
}

/** `name` is what callers of the gateway say; the form has a longer word for it. */
export function toSettings({ name, ...fields }: JsonObject): JsonObject {
  return name === undefined ? fields : { ...fields, connection_name: name };
}
