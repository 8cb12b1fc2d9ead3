import type { Call } from '../http';
import { addAccount } from '../pipedream/account-store';
import type { ConnectToken, PipedreamAccount } from '../pipedream/state';
import { sendConnectionWebhook } from '../pipedream/webhook';
import type { Sandbox } from '../sandbox';
import type { Answer, Flow, Problem } from './consent';

const BAD_KEY = 'Test request failed. Please verify your credentials and try again.';

/** Pipedream's page: the token from the link, the app that the caller added to it. A token serves one connection. */
export function pipedreamConsent({ sandbox, query }: Call): Flow | Problem {
  const token = sandbox.store.state.pipedream.connectTokens[query.get('token') ?? ''];
  if (!token) return 'invalid';
  if (token.used || Date.parse(token.expiresAt) < Date.now()) return 'expired';
  const app = sandbox.catalogue.app(token.app ?? query.get('app') ?? '');
  if (!app) return 'noApp';
  return {
    app,
    returnsTo: token.successRedirectUri ?? token.errorRedirectUri,
    refuseKey: (key) => /invalid|wrong/i.test(key),
    allow(answer) {
      const oauthAppId = token.oauthAppId ?? query.get('oauthAppId');
      const account = connect(sandbox, token, { app: app.slug, oauthAppId, again: query.get('accountId') }, answer);
      token.used = true;
      sandbox.store.save();
      sendConnectionWebhook(sandbox, token, account);
      return token.successRedirectUri;
    },
    cancel() {
      sendConnectionWebhook(sandbox, token, 'Connection was cancelled by the user.');
      return token.errorRedirectUri;
    },
    fail: () => sendConnectionWebhook(sandbox, token, BAD_KEY),
  };
}

type Wanted = { app: string; oauthAppId: string | null; again: string | null };

/** Naming an account of the same person and app renews it in place; otherwise a new one is made. */
function connect(sandbox: Sandbox, token: ConnectToken, wanted: Wanted, { identity, key }: Answer): PipedreamAccount {
  const name = key ? `Key ending in ${key.slice(-4)}` : identity;
  const known = sandbox.store.state.pipedream.accounts[wanted.again ?? ''];
  if (known && known.externalId === token.externalId && known.app === wanted.app) {
    const now = new Date().toISOString();
    return Object.assign(known, { name, identity, key, grant: 'good', updatedAt: now, refreshedAt: now });
  }
  const { project, environment, externalId } = token;
  const { app, oauthAppId } = wanted;
  return addAccount(sandbox, { project, environment, externalId, app, name, identity, key, oauthAppId });
}
