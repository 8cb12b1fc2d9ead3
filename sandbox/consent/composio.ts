import { findAccount, setStatus } from '../composio/account-store';
import type { ConnectLink } from '../composio/state';
import type { Call } from '../http';
import { newId } from '../ids';
import type { Sandbox } from '../sandbox';
import type { Flow, Problem } from './consent';

const SESSION_LIFE_MS = 600_000;

/** Composio's page. The parameters it returns with are hints for the caller, who must ask the API. */
export function composioConsent({ sandbox, query }: Call): Flow | Problem {
  const link = sandbox.store.state.composio.links[query.get('link') ?? ''];
  if (!link) return 'invalid';
  const account = findAccount(sandbox, link.accountId);
  if (link.used || Date.parse(link.expiresAt) < Date.now() || account?.status !== 'INITIATED') return 'expired';
  const app = sandbox.catalogue.toolkit(account.toolkit);
  if (!app) return 'noApp';
  return {
    app,
    returnsTo: link.callbackUrl,
    // Composio does not try a key: a wrong one becomes an active connection whose calls fail.
    refuseKey: () => false,
    allow({ identity, key }) {
      link.used = true;
      account.identity = identity;
      account.key = key;
      account.grant = 'good';
      const { verifyIdentity, verifierUrl } = sandbox.settings;
      if (verifyIdentity) {
        const callbackUrl = verifierUrl ?? link.callbackUrl;
        return returnUrl({ ...link, callbackUrl }, { session_uri: openSession(sandbox, account.id) });
      }
      setStatus(sandbox, account, 'ACTIVE', null);
      return returnUrl(link, resultOf(link, 'success', app.toolkit));
    },
    cancel() {
      link.used = true;
      setStatus(sandbox, account, 'FAILED', 'OAuth callback failed during token exchange');
      return returnUrl(link, resultOf(link, 'failed', app.toolkit));
    },
    fail: () => undefined,
  };
}

function resultOf({ legacy, accountId }: ConnectLink, status: string, appName: string): Record<string, string> {
  return legacy ? { status, connectedAccountId: accountId, appName } : { status, connected_account_id: accountId };
}

/** The caller's own parameters stay. */
function returnUrl({ callbackUrl }: ConnectLink, parameters: Record<string, string>): string | null {
  if (!callbackUrl || !URL.canParse(callbackUrl)) return null;
  const url = new URL(callbackUrl);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

function openSession(sandbox: Sandbox, accountId: string): string {
  const uri = `urn:composio:session:${newId('', 24)}`;
  sandbox.store.state.composio.sessions[uri] = {
    accountId,
    expiresAt: new Date(Date.now() + SESSION_LIFE_MS).toISOString(),
  };
  sandbox.store.save();
  return uri;
}
