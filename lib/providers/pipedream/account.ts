import { z } from 'zod';
import type { AuthType } from '@/lib/contracts/app';
import type { ConnectedAccount, GrantState, NewAccount } from '../provider';
import { ask } from '../upstream/ask';
import { failureOf, rejected, UpstreamFailure, unreadable } from '../upstream/failure';
import { externalUserIdOf } from '../upstream/ids';
import { SERVICE } from './access-token';
import type { PipedreamClients } from './clients';
import { accountIdOf } from './ids';

/** Only what is used; the service sends more, and leaves out or nulls much of it. */
const Account = z.object({
  id: z.string().regex(/^apn_[A-Za-z0-9]+$/),
  name: z.string().nullish(),
  externalId: z.string().nullish(),
  healthy: z.boolean().nullish(),
  dead: z.boolean().nullish(),
  app: z.object({ nameSlug: z.string(), authType: z.string().nullish() }).nullish(),
  updatedAt: z.coerce.date().nullish(),
  createdAt: z.coerce.date().nullish(),
  expiresAt: z.coerce.date().nullish(),
  lastRefreshedAt: z.coerce.date().nullish(),
  nextRefreshAt: z.coerce.date().nullish(),
  authorizedScopes: z.array(z.string()).nullish(),
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
    const found = await ask(SERVICE, signal, (abortSignal) => accounts.retrieve(accountIdOf(id), {}, { abortSignal }));
    return readAccount(found);
  } catch (caught) {
    if (failureOf(caught)?.status === 404) return null;
    throw caught;
  }
}

export function readAccount(found: unknown): PipedreamAccount {
  const account = Account.safeParse(found);
  if (!account.success) throw unreadable(SERVICE, `account: ${account.error.issues.map(({ path }) => path.join('.'))}`);
  return account.data;
}

export function grantOf(account: PipedreamAccount | null, externalUserId: string): GrantState {
  if (!account) return { status: 'revoked', reason: 'The connection was removed at Pipedream.' };
  if (account.externalId !== externalUserId) {
    return { status: 'error', reason: 'The connection belongs to someone else at Pipedream.' };
  }
  if (account.dead) return { status: 'needs_reconnect', reason: 'The app no longer accepts this connection.' };
  if (account.healthy === false) return { status: 'error', reason: 'The last check of this connection failed.' };
  const expiresAt = endOf(account);
  if (!expiresAt) return { status: 'connected', expiresAt };
  if (expiresAt.getTime() < Date.now()) return { status: 'needs_reconnect', reason: 'The connection has expired.' };
  if (expiresAt.getTime() < Date.now() + EXPIRING_MS) return { status: 'expiring', expiresAt };
  return { status: 'connected', expiresAt };
}

/** Where the service renews the tokens, their end is not the end of the grant. */
export function endOf({ expiresAt, lastRefreshedAt, nextRefreshAt }: PipedreamAccount): Date | null {
  return lastRefreshedAt || nextRefreshAt ? null : (expiresAt ?? null);
}

export function toNewAccount(account: PipedreamAccount, externalUserId: string): NewAccount {
  return {
    upstreamAccountId: account.id,
    externalUserId,
    label: account.name || null,
    secret: null,
    shown: account.authorizedScopes?.length ? { scopes: account.authorizedScopes } : {},
    authType: authTypeOf(account.app?.authType),
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
  if (found.externalId !== externalUserIdOf(account.externalUserId)) {
    throw rejected(SERVICE, 'says that this connection belongs to someone else.', new UpstreamFailure('other user'));
  }
  try {
    await ask(SERVICE, signal, (abortSignal) => clients.accounts.delete(id, { abortSignal }));
  } catch (caught) {
    if (failureOf(caught)?.status !== 404) throw caught;
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
