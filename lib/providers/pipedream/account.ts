import * as z from 'zod';
import type { AuthType } from '@/lib/contracts/app';
import type { ConnectedAccount, GrantState, NewAccount } from '../provider';
import { isUnknownThere, rejected, UpstreamFailure, unreadable } from '../upstream/failure';
import { externalUserIdOf } from '../upstream/ids';
import type { PipedreamClients } from './clients';
import { accountIdOf } from './ids';
import { replyToRepeated, SERVICE } from './wire';

/** Only what is used; the service sends more, and leaves out or nulls much of it. */
const Account = z.object({
  id: z.string().regex(/^apn_[A-Za-z0-9]+$/),
  name: z.string().nullish(),
  external_id: z.string().nullish(),
  healthy: z.boolean().nullish(),
  dead: z.boolean().nullish(),
  app: z.object({ name_slug: z.string(), auth_type: z.string().nullish() }).nullish(),
  updated_at: z.coerce.date().nullish(),
  created_at: z.coerce.date().nullish(),
  expires_at: z.coerce.date().nullish(),
  last_refreshed_at: z.coerce.date().nullish(),
  next_refresh_at: z.coerce.date().nullish(),
  authorized_scopes: z.array(z.string()).nullish(),
});
export type PipedreamAccount = z.infer<typeof Account>;

const EXPIRING_MS = 3 * 86_400_000;

/** Null when the service no longer knows it. */
export async function findAccount(
  { accounts }: PipedreamClients,
  id: string,
  signal: AbortSignal,
): Promise<PipedreamAccount | null> {
  try {
    const found = await replyToRepeated(signal, (abortSignal) =>
      accounts.retrieve(accountIdOf(id), {}, { abortSignal }),
    );
    return readAccount(found);
  } catch (caught) {
    if (isUnknownThere(caught)) return null;
    throw caught;
  }
}

export function readAccount(found: unknown): PipedreamAccount {
  const account = Account.safeParse(found);
  if (!account.success) throw unreadable(SERVICE, `account: ${account.error.issues.map(({ path }) => path.join('.'))}`);
  return account.data;
}

/** An account that is not healthy is one that the service is still trying to renew: calls with it work. */
export function grantOf(account: PipedreamAccount | null, externalUserId: string): GrantState {
  if (!account) return { status: 'revoked', reason: 'The connection was removed at Pipedream.' };
  if (account.external_id !== externalUserId) {
    return { status: 'error', reason: 'The connection belongs to someone else at Pipedream.' };
  }
  if (account.dead) return { status: 'needs_reconnect', reason: 'The app no longer accepts this connection.' };
  const expiresAt = endOf(account);
  if (!expiresAt) return { status: 'connected', expiresAt };
  if (expiresAt.getTime() < Date.now()) return { status: 'needs_reconnect', reason: 'The connection has expired.' };
  if (expiresAt.getTime() < Date.now() + EXPIRING_MS) return { status: 'expiring', expiresAt };
  return { status: 'connected', expiresAt };
}

/** Where the service renews the tokens, their end is not the end of the grant. */
export function endOf({ expires_at, last_refreshed_at, next_refresh_at }: PipedreamAccount): Date | null {
  return last_refreshed_at || next_refresh_at ? null : (expires_at ?? null);
}

export function toNewAccount(account: PipedreamAccount, externalUserId: string): NewAccount {
  return {
    upstreamAccountId: account.id,
    externalUserId,
    label: account.name || null,
    secret: null,
    shown: account.authorized_scopes?.length ? { scopes: account.authorized_scopes } : {},
    authType: authTypeOf(account.app?.auth_type),
    expiresAt: endOf(account),
  };
}

export function authTypeOf(authType: string | null | undefined): AuthType {
  return authType === 'oauth' || authType === 'keys' ? authType : 'none';
}

/** Throws away the grant, once it is certain whose it is. That it is gone already is what was wanted. */
export async function removeAccount(
  clients: PipedreamClients,
  account: ConnectedAccount,
  signal: AbortSignal,
): Promise<void> {
  const id = accountIdOf(account.upstreamAccountId);
  const found = await findAccount(clients, id, signal);
  if (!found) return;
  if (found.external_id !== externalUserIdOf(account.externalUserId)) {
    throw rejected(SERVICE, 'says that this connection belongs to someone else.', new UpstreamFailure('other user'));
  }
  try {
    await replyToRepeated(signal, (abortSignal) => clients.accounts.delete(id, { abortSignal }));
  } catch (caught) {
    if (!isUnknownThere(caught)) throw caught;
  }
}

/** The word of the service on a grant, checked to be this person's. */
export async function checkGrant(
  clients: PipedreamClients,
  account: ConnectedAccount,
  signal: AbortSignal,
): Promise<GrantState> {
  const externalUserId = externalUserIdOf(account.externalUserId);
  return grantOf(await findAccount(clients, account.upstreamAccountId, signal), externalUserId);
}
