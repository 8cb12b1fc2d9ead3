import * as z from 'zod';
import type {
  CompletedSession,
  ConnectionRequest,
  ConnectionResult,
  ConnectionStart,
  FinishRequest,
  SessionRequest,
} from '../provider';
import { askRepeatedly } from '../upstream/ask';
import { failureOf } from '../upstream/failure';
import { externalUserIdOf, slugOf } from '../upstream/ids';
import { isWithoutAccount, withoutAccount } from '../upstream/no-account';
import { belongsTo, type ComposioAccount, findAccount } from './account';
import type { AuthConfigs } from './auth-configs';
import { type ComposioClient, SERVICE } from './client';
import { identityOf } from './identity';
import { AccountId, AuthConfigId, authConfigIdOf } from './ids';
import { type ComposioSettings, namedAuthConfig } from './settings';
import { authTypeOf } from './toolkits';

type Context = { settings: ComposioSettings; client: () => Promise<ComposioClient>; authConfigs: AuthConfigs };

const Link = z.object({ connected_account_id: AccountId, redirect_url: z.url({ protocol: /^https?$/ }) });
const Upstream = z.object({ connected_account_id: AccountId, auth_config_id: AuthConfigId });
const Answer = z.object({
  status: z.string().optional().catch(undefined),
  error: z.string().optional().catch(undefined),
  session_uri: z.string().optional().catch(undefined),
});
const Completed = z.object({ connected_account_id: AccountId });

/** The service's own page, also for apps with keys: what people type there never passes through here. */
export async function startConnection(context: Context, request: ConnectionRequest): Promise<ConnectionStart> {
  if (isWithoutAccount(request.app)) return { kind: 'redirect', url: request.callbackUrl, upstream: {} };
  const toolkit = slugOf(request.app.slug);
  const named = request.authConfigId ?? namedAuthConfig(context.settings, toolkit);
  if (!named) return link(context, request, await ensured(context, toolkit, request.signal));
  try {
    return await link(context, request, authConfigIdOf(named));
  } catch (caught) {
    // Deleted at the service since we learned of it.
    if (failureOf(caught)?.status !== 404) throw caught;
    return link(context, request, await ensured(context, toolkit, request.signal));
  }
}

async function ensured({ authConfigs }: Context, toolkit: string, signal: AbortSignal): Promise<string> {
  return (await authConfigs.ensure(toolkit, signal)).authConfig.id;
}

async function link(context: Context, request: ConnectionRequest, auth_config_id: string): Promise<ConnectionStart> {
  const client = await context.client();
  const body = {
    auth_config_id,
    user_id: externalUserIdOf(request.externalUserId),
    callback_url: request.callbackUrl,
  };
  const { redirect_url, connected_account_id } = await askRepeatedly(SERVICE, request.signal, async (signal) =>
    Link.parse(await client.link.create(body, { signal })),
  );
  const upstream = { connected_account_id, auth_config_id };
  return { kind: 'redirect', url: redirect_url, upstream, authConfigId: auth_config_id };
}

/** The account is the one that the attempt was made with; the query of the callback cannot name another. */
export async function finishConnection(context: Context, request: FinishRequest): Promise<ConnectionResult> {
  const { app, externalUserId, signal } = request;
  if (isWithoutAccount(app)) return { kind: 'connected', account: withoutAccount(externalUserIdOf(externalUserId)) };
  const expected = Upstream.parse(request.upstream);
  const answer = Answer.parse(request.answer);
  const client = await context.client();

  if (answer.session_uri) {
    const starts = [request.upstream];
    const session = await complete(client, { sessionUri: answer.session_uri, externalUserId, starts, signal });
    if (session === 'foreign' || session === 'other') {
      return { kind: 'failed', reason: 'This connection was begun by someone else.' };
    }
  }
  const account = await findAccount(client, expected.connected_account_id, signal);
  if (!account) return { kind: 'failed', reason: 'The connection was removed before it was finished.' };
  if (account.toolkit.slug !== slugOf(app.slug) || account.auth_config.id !== expected.auth_config_id) {
    return { kind: 'failed', reason: 'The connection is for another app.' };
  }
  if (!(await belongsTo(client, account, externalUserId, signal))) {
    return { kind: 'failed', reason: 'The account belongs to someone else.' };
  }
  return account.status === 'ACTIVE' ? connected(client, account, request) : unfinished(account, answer);
}

/** The one account that the opening made at once, whether somebody finished it or not. */
export async function listAttemptAccounts(
  context: Context,
  { app, externalUserId, upstream, taken = [], signal }: Omit<FinishRequest, 'answer' | 'reconnect'>,
): Promise<string[]> {
  if (isWithoutAccount(app)) return [];
  const { connected_account_id } = Upstream.parse(upstream);
  if (taken.includes(connected_account_id)) return [];
  const client = await context.client();
  const account = await findAccount(client, connected_account_id, signal);
  return account && (await belongsTo(client, account, externalUserId, signal)) ? [account.id] : [];
}

export async function completeSession({ client }: Context, request: SessionRequest): Promise<CompletedSession> {
  return complete(await client(), request);
}

/** Where the project asks who came back: only the person the link was made for can finish it. */
async function complete(
  client: ComposioClient,
  { sessionUri, externalUserId, starts, signal }: SessionRequest,
): Promise<CompletedSession> {
  const body = { session_uri: sessionUri, user_id: externalUserIdOf(externalUserId) };
  try {
    const { connected_account_id } = await askRepeatedly(SERVICE, signal, async (bounded) =>
      Completed.parse(await client.post('/api/v3.1/connected_accounts/complete_auth', { body, signal: bounded })),
    );
    const isOfAttempt = starts.some((start) => Upstream.parse(start).connected_account_id === connected_account_id);
    return isOfAttempt ? 'completed' : 'other';
  } catch (caught) {
    // Already finished, perhaps by this very request sent twice: the account's status tells.
    if (failureOf(caught)?.status === 404) return 'unknown';
    if (failureOf(caught)?.status === 403) return 'foreign';
    throw caught;
  }
}

async function connected(
  client: ComposioClient,
  account: ComposioAccount,
  { externalUserId, signal }: FinishRequest,
): Promise<ConnectionResult> {
  return {
    kind: 'connected',
    account: {
      upstreamAccountId: account.id,
      externalUserId,
      label: (await identityOf(client, account, signal)) ?? account.alias ?? null,
      secret: null,
      shown: { auth_config_id: account.auth_config.id, ...(account.word_id && { word_id: account.word_id }) },
      authType: authTypeOf(account.auth_config.auth_scheme ? [account.auth_config.auth_scheme] : []),
      expiresAt: null,
    },
  };
}

/** Someone who declines comes back with a bare "failed": the service tells a refusal by the app apart by an error. */
function unfinished({ status }: ComposioAccount, answer: z.infer<typeof Answer>): ConnectionResult {
  const isOpen = status === 'INITIATED' || status === 'INITIALIZING';
  if (status === 'EXPIRED') return { kind: 'failed', reason: 'The time for connecting has run out.' };
  if (isOpen && answer.status !== 'failed') return { kind: 'pending' };
  const wasCancelled = answer.status === 'failed' && (!answer.error || CANCELLED.test(answer.error));
  return wasCancelled ? { kind: 'cancelled' } : { kind: 'failed', reason: 'The app did not accept the connection.' };
}

const CANCELLED = /denied|cancel|closed/i;
