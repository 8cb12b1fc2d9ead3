import * as z from 'zod';
import type { JsonObject } from '@/lib/contracts/json';
import { AppError } from '@/lib/errors';
import { say } from '@/lib/sentence';
import type { ConnectionRequest, ConnectionResult, ConnectionStart, FinishRequest } from '../provider';
import { unreadable } from '../upstream/failure';
import { externalUserIdOf, slugOf } from '../upstream/ids';
import { isWithoutAccount, withoutAccount } from '../upstream/no-account';
import { findAccount, type PipedreamAccount, readAccount, toNewAccount } from './account';
import type { PipedreamClients } from './clients';
import { accountIdOf } from './ids';
import { readAllPages } from './pages';
import { replyToRepeated, SERVICE } from './wire';

const Minted = z.object({ token: z.string().startsWith('ctok_'), connect_link_url: z.url({ protocol: /^https?$/ }) });
/** The accounts that were there when the attempt began, and when each had last changed. */
const Upstream = z.object({ known: z.record(z.string(), z.string()).catch({}) });
const Answer = z.object({
  outcome: z.string().optional().catch(undefined),
  account_id: z.string().optional().catch(undefined),
});

const LINK_LIFE_S = 600;

/** The link holds a token, so it is handed to the browser and kept nowhere. */
export async function startConnection(clients: PipedreamClients, request: ConnectionRequest): Promise<ConnectionStart> {
  const app = slugOf(request.app.slug);
  const externalUserId = externalUserIdOf(request.externalUserId);
  if (isWithoutAccount(request.app)) return { kind: 'redirect', url: request.callbackUrl, upstream: {} };

  const known = await accountsOf(clients, externalUserId, app, request.signal);
  const oauthAppId = request.authConfigId ?? undefined;
  const reply = await replyToRepeated(request.signal, (abortSignal) =>
    clients.tokens.create(
      {
        externalUserId,
        appId: app,
        expiresIn: lifeOf(request),
        successRedirectUri: withOutcome(request.callbackUrl, 'success'),
        errorRedirectUri: withOutcome(request.callbackUrl, 'error'),
        ...(request.webhookUrl && { webhookUri: request.webhookUrl }),
        ...(oauthAppId && { oauthAppId }),
      },
      { abortSignal },
    ),
  );
  const minted = Minted.safeParse(reply);
  if (!minted.success) throw unreadable(SERVICE, 'a connect token of an unknown shape');

  const link = new URL(minted.data.connect_link_url);
  link.searchParams.set('app', app);
  if (oauthAppId) link.searchParams.set('oauthAppId', oauthAppId);
  if (request.reconnect) link.searchParams.set('accountId', accountIdOf(request.reconnect.upstreamAccountId));
  return { kind: 'redirect', url: link.href, upstream: { known: Object.fromEntries(known.map(stampOf)) } };
}

/** As long as the attempt, within what the service allows. */
function lifeOf({ expiresAt }: ConnectionRequest): number {
  const leftS = expiresAt ? Math.ceil((expiresAt.getTime() - Date.now()) / 1000) : LINK_LIFE_S;
  return Math.max(1, Math.min(LINK_LIFE_S, leftS));
}

/**
 * Looks for the account itself: it must be this person's, of this app, new since the attempt began, and nobody else's.
 * What came back through the browser only decides how an account that was merely renewed, or the absence of one, is
 * read.
 */
export async function finishConnection(clients: PipedreamClients, request: FinishRequest): Promise<ConnectionResult> {
  const app = slugOf(request.app.slug);
  const externalUserId = externalUserIdOf(request.externalUserId);
  if (isWithoutAccount(request.app)) return { kind: 'connected', account: withoutAccount(externalUserId) };

  const answer = Answer.parse(request.answer);
  const accounts = await accountsOf(clients, externalUserId, app, request.signal);
  const found = choose(accounts, request, answer);
  if (found === 'ambiguous') return { kind: 'ambiguous' };
  if (!found) return absence(answer.outcome, request.answer);

  const account = (await findAccount(clients, found.id, request.signal)) ?? found;
  if (account.external_id !== externalUserId) return { kind: 'failed', reason: 'The account belongs to someone else.' };
  if (account.dead || account.healthy === false) {
    return { kind: 'failed', reason: 'The app did not accept the connection. Please try again.' };
  }
  return { kind: 'connected', account: toNewAccount(account, externalUserId) };
}

/** Every account that could have come of an attempt: new since it began, and nobody's yet. */
export async function listAttemptAccounts(
  clients: PipedreamClients,
  { app, externalUserId, upstream, taken = [], signal }: Omit<FinishRequest, 'answer' | 'reconnect'>,
): Promise<string[]> {
  if (isWithoutAccount(app)) return [];
  const { known } = Upstream.parse(upstream);
  const accounts = await accountsOf(clients, externalUserIdOf(externalUserId), slugOf(app.slug), signal);
  return accounts.map(({ id }) => id).filter((id) => !(id in known) && !taken.includes(id));
}

/**
 * The service does not say which connect token an account came of. So while another attempt of the same person is open
 * for the same app, an account counts only if the service named it for this attempt, or if this attempt came back with
 * a success and there is just one that is nobody's yet.
 */
function choose(
  accounts: PipedreamAccount[],
  { upstream, reconnect, taken = [], hasRivals = false, named = null }: FinishRequest,
  { outcome, account_id }: z.infer<typeof Answer>,
): PipedreamAccount | 'ambiguous' | undefined {
  const { known } = Upstream.parse(upstream);
  const isFree = ({ id }: PipedreamAccount) => !taken.includes(id);
  const fresh = accounts.filter((account) => !(account.id in known) && isFree(account));
  const isChanged = (account: PipedreamAccount) => known[account.id] !== stampOf(account)[1];
  // A token that the service renews by itself changes an account too, so a change counts only with a success.
  const succeeded = outcome === 'success';
  const renewed = accounts.find(({ id }) => id === reconnect?.upstreamAccountId);
  if (renewed && (isChanged(renewed) || succeeded)) return renewed;
  const byName = fresh.find(({ id }) => id === named || id === account_id);
  if (byName) return byName;
  if (!hasRivals) return newest(fresh) ?? newest(accounts.filter((account) => succeeded && isChanged(account)));
  if (!succeeded) return undefined;
  return fresh.length > 1 ? 'ambiguous' : fresh[0];
}

function absence(outcome: string | undefined, { error }: JsonObject): ConnectionResult {
  if (outcome !== 'error') return { kind: 'pending' };
  const wasCancelled = typeof error !== 'string' || /denied|cancel|closed/i.test(error);
  return wasCancelled ? { kind: 'cancelled' } : { kind: 'failed', reason: 'The app did not accept the connection.' };
}

async function accountsOf(
  { accounts }: PipedreamClients,
  externalUserId: string,
  app: string,
  signal: AbortSignal,
): Promise<PipedreamAccount[]> {
  const found = await readAllPages(signal, (after, abortSignal) =>
    accounts.list({ externalUserId, app, after, limit: 100 }, { abortSignal }),
  );
  // The filter is asked for and not relied on: it is what keeps one person's accounts from another.
  return found
    .map(readAccount)
    .filter((account) => account.external_id === externalUserId && account.app?.name_slug === app);
}

function stampOf({ id, updated_at, created_at }: PipedreamAccount): [id: string, changedAt: string] {
  return [id, (updated_at ?? created_at ?? new Date(0)).toISOString()];
}

function newest(accounts: PipedreamAccount[]): PipedreamAccount | undefined {
  return accounts.toSorted((left, right) => stampOf(right)[1].localeCompare(stampOf(left)[1]))[0];
}

function withOutcome(callbackUrl: string, outcome: 'success' | 'error'): string {
  const url = new URL(callbackUrl);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new AppError('invalid_request', say('providers.callbackScheme'));
  }
  url.searchParams.set('outcome', outcome);
  return url.href;
}
