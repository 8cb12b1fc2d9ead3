import { AccountsClient } from '@pipedream/sdk/accounts';
import { ActionsClient } from '@pipedream/sdk/actions';
import { AppsClient } from '@pipedream/sdk/apps';
import { TokensClient } from '@pipedream/sdk/tokens';
import type { Post } from '@/lib/platform/outbound/post';
import type { ProviderIo } from '../provider';
import { upstreamFetch } from '../upstream/fetch';
import { AccessToken, postWithBearer, withBearer } from './access-token';
import type { PipedreamSettings } from './settings';
import { carrying, SERVICE } from './wire';

export type PipedreamClients = {
  accounts: AccountsClient;
  actions: ActionsClient;
  apps: AppsClient;
  tokens: TokensClient;
  /** Requests that the library does not make: authorised like its own. */
  authorizedFetch: typeof fetch;
  authorizedPost: Post;
};

/** Ours ends every request sooner; this only keeps the library from ending it first with an error of its own. */
const LIBRARY_LIMIT_S = 130;

/**
 * The library's clients one by one, to be used through `replyTo`: the one that holds them all takes no fetch, no time
 * limit and no number of retries, and sends a failed write again.
 */
export function createClients(
  settings: PipedreamSettings,
  { fetch: send, post }: Pick<ProviderIo, 'fetch' | 'post'>,
): PipedreamClients {
  const tokens = new AccessToken(settings, send);
  const authorizedFetch = withBearer(tokens, send);
  const options = {
    auth: false as const,
    baseUrl: settings.baseUrl,
    projectId: settings.projectId,
    projectEnvironment: settings.environment,
    fetch: carrying(upstreamFetch(SERVICE, authorizedFetch)),
    maxRetries: 0,
    timeoutInSeconds: LIBRARY_LIMIT_S,
    // Unused with `auth: false`, but the options' type asks for them.
    clientId: '',
    clientSecret: '',
  };
  return {
    accounts: new AccountsClient(options),
    actions: new ActionsClient(options),
    apps: new AppsClient(options),
    tokens: new TokensClient(options),
    authorizedFetch,
    authorizedPost: postWithBearer(tokens, post),
  };
}
