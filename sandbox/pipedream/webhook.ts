import type { Sandbox } from '../sandbox';
import { presentAccount } from './accounts';
import type { ConnectToken, PipedreamAccount } from './state';

const GIVE_UP_MS = 5000;

/** Tells the address the token came with. Not signed, as on the real service; nobody waits for it and nobody retries. */
export function sendConnectionWebhook(sandbox: Sandbox, token: ConnectToken, result: PipedreamAccount | string) {
  if (!token.webhookUri) return;
  const body = {
    event: typeof result === 'string' ? 'CONNECTION_ERROR' : 'CONNECTION_SUCCESS',
    connect_token: token.token,
    environment: token.environment,
    connect_session_id: 1.4058728083872854e38,
    ...(typeof result === 'string'
      ? { error: result }
      : { account: presentAccount({ sandbox, query: new URLSearchParams() }, result) }),
  };
  sandbox.calls.count('webhooks');
  fetch(token.webhookUri, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(GIVE_UP_MS),
  }).catch(() => undefined);
}
