import * as z from 'zod';
import type { ConnectedAccount, GrantState } from '../provider';
import { askRepeatedly } from '../upstream/ask';
import { failureOf, isUnknownThere, rejected, UpstreamFailure, unreadable } from '../upstream/failure';
import { externalUserIdOf } from '../upstream/ids';
import { type ComposioClient, SERVICE } from './client';
import { AccountId, accountIdOf } from './ids';
import { readPage } from './pages';

/** Only what is used. `state` holds masked tokens beside what may be shown, so nothing of it is passed on whole. */
const Account = z.object({
  id: AccountId,
  user_id: z.string().nullish(),
  alias: z.string().nullish(),
  word_id: z.string().nullish(),
  status: z.string(),
  status_reason: z.string().nullish(),
  is_disabled: z.boolean().nullish(),
  toolkit: z.object({ slug: z.string() }),
  auth_config: z.object({
    id: z.string(),
    auth_scheme: z.string().nullish(),
    is_disabled: z.boolean().nullish(),
  }),
  state: z
    .object({ val: z.record(z.string(), z.unknown()).nullish() })
    .nullish()
    .catch(null),
});
export type ComposioAccount = z.infer<typeof Account>;

/** Null when the service no longer knows it. */
export async function findAccount(
  client: ComposioClient,
  id: string,
  signal: AbortSignal,
): Promise<ComposioAccount | null> {
  try {
    const found = await askRepeatedly(SERVICE, signal, (bounded) =>
      client.connectedAccounts.retrieve(accountIdOf(id), { signal: bounded }),
    );
    const account = Account.safeParse(found);
    if (!account.success)
      throw unreadable(SERVICE, `account: ${account.error.issues.map(({ path }) => path.join('.'))}`);
    return account.data;
  } catch (caught) {
    if (isUnknownThere(caught)) return null;
    throw caught;
  }
}

/** Replies are about to stop naming the user; then the list is asked, which filters by it. */
export async function belongsTo(
  client: ComposioClient,
  { id, user_id }: ComposioAccount,
  externalUserId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const user = externalUserIdOf(externalUserId);
  if (user_id) return user_id === user;
  const { items } = await readPage(null, signal, (_, bounded) =>
    client.connectedAccounts.list({ user_ids: [user], connected_account_ids: [id] }, { signal: bounded }),
  );
  return items.some((item) => Account.safeParse(item).data?.id === id);
}

export async function checkGrant(
  client: ComposioClient,
  account: ConnectedAccount,
  signal: AbortSignal,
): Promise<GrantState> {
  const found = await findAccount(client, account.upstreamAccountId, signal);
  if (!found) return { status: 'revoked', reason: 'The connection was removed at Composio.' };
  if (!(await belongsTo(client, found, account.externalUserId, signal))) {
    return { status: 'error', reason: 'The connection belongs to someone else at Composio.' };
  }
  return stateOf(found);
}

function stateOf({ status, is_disabled, auth_config }: ComposioAccount): GrantState {
  if (status === 'REVOKED') return { status: 'revoked', reason: 'Access was withdrawn at the app or at Composio.' };
  if (is_disabled || auth_config.is_disabled || status === 'INACTIVE') {
    return { status: 'error', reason: 'The connection is switched off at Composio.' };
  }
  if (status === 'ACTIVE') return { status: 'connected', expiresAt: null };
  if (status === 'EXPIRED') return { status: 'needs_reconnect', reason: 'The app no longer accepts this connection.' };
  return { status: 'needs_reconnect', reason: 'The connection was never finished.' };
}

/**
 * Revokes at the app, then removes the record. Keys cannot be revoked, and what is gone need not be: both are fine.
 * A replaced grant is only removed, because many apps end every grant of the same person with one revocation.
 */
export async function removeAccount(
  client: ComposioClient,
  account: ConnectedAccount,
  signal: AbortSignal,
  replaced: boolean,
): Promise<void> {
  const id = accountIdOf(account.upstreamAccountId);
  const found = await findAccount(client, id, signal);
  if (!found) return;
  if (!(await belongsTo(client, found, account.externalUserId, signal))) {
    throw rejected(SERVICE, 'says that this connection belongs to someone else.', new UpstreamFailure('other user'));
  }
  if (!replaced) {
    const revoke = (bounded: AbortSignal) =>
      client.post(`/api/v3.1/connected_accounts/${id}/revoke`, { signal: bounded });
    await askRepeatedly(SERVICE, signal, revoke).catch(unless([400, 404, 405, 409, 410, 422]));
  }
  const remove = (bounded: AbortSignal) =>
    client.connectedAccounts.delete(id, { revoke_on_delete: !replaced }, { signal: bounded });
  await askRepeatedly(SERVICE, signal, remove).catch(unless([404]));
}

function unless(statuses: number[]) {
  return (caught: unknown): void => {
    const failure = failureOf(caught);
    if (!failure || failure.isBroken || !statuses.includes(failure.status ?? 0)) throw caught;
  };
}
