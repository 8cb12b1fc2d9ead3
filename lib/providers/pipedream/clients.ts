import { AccountsClient } from '@pipedream/sdk/accounts';
import { ActionsClient } from '@pipedream/sdk/actions';
import { AppsClient } from '@pipedream/sdk/apps';
import { TokensClient } from '@pipedream/sdk/tokens';
import { upstreamFetch } from '../upstream/fetch';
import { AccessToken, withBearer } from './access-token';
import type { PipedreamSettings } from './settings';
import { carrying, SERVICE } from './wire';

export type PipedreamClients = {
  accounts: AccountsClient;
  actions: ActionsClient;
  apps: AppsClient;
  tokens: TokensClient;
  /** Requests that the library does not make: authorised like its own. */
  authorizedFetch: typeof fetch;
};

/** Ours ends every request sooner; this only keeps the library from ending it first with an error of its own. */
const LIBRARY_LIMIT_S = 130;

/**
 * The library's clients one by one, to be used through `replyTo`: the one that holds them all takes no fetch, no time
 * limit and no number of retries, and sends a failed write again.
 */
export function createClients(settings: PipedreamSettings, send: typeof fetch): PipedreamClients {
  const authorizedFetch = withBearer(new AccessToken(settings, send), send);
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
  };
}
