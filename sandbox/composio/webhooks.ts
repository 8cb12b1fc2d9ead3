import { type Call, json } from '../http';
import { hmacBase64, newHex, newId, newUuid } from '../ids';
import { type JsonObject, textIn, textsIn } from '../json';
import type { Sandbox } from '../sandbox';
import { page, refuse } from './reply';
import type { ComposioAccount, WebhookSubscription } from './state';

const EVENT_TYPES = ['composio.trigger.message', 'composio.connected_account.expired'];
const LARGEST_PAGE = 50;
const GIVE_UP_MS = 5000;

export function listSubscriptions({ sandbox, query }: Call): Response {
  return json(page(Object.values(sandbox.store.state.composio.webhooks), query, withoutSecret, LARGEST_PAGE));
}

export function listEventTypes({ query }: Call): Response {
  return json(page(EVENT_TYPES, query, (type) => ({ event_type: type, supported_versions: ['V3'] })));
}

/** https only, except on this machine, where there is nothing to certify. */
export function createSubscription({ sandbox, body }: Call): Response {
  const url = textIn(body.webhook_url) ?? '';
  if (!isWelcome(url)) return refuse(400, { message: 'webhook_url must be an https URL' });
  const now = new Date().toISOString();
  const subscription: WebhookSubscription = {
    id: newId('whs_', 12),
    url,
    events: textsIn(body.enabled_events),
    version: textIn(body.version) ?? 'V3',
    secret: newHex('whsec_', 48),
    enabled: true,
    createdAt: now,
    updatedAt: now,
  };
  sandbox.store.state.composio.webhooks[subscription.id] = subscription;
  sandbox.store.save();
  return json({ ...withoutSecret(subscription), secret: subscription.secret }, 201);
}

export function getSubscription({ sandbox, params }: Call): Response {
  const found = sandbox.store.state.composio.webhooks[params.id ?? ''];
  return found ? json(withoutSecret(found)) : refuse(404);
}

export function changeSubscription({ sandbox, params, body }: Call): Response {
  const found = sandbox.store.state.composio.webhooks[params.id ?? ''];
  if (!found) return refuse(404);
  const url = textIn(body.webhook_url) ?? found.url;
  if (!isWelcome(url)) return refuse(400, { message: 'webhook_url must be an https URL' });
  found.url = url;
  if (body.enabled_events) found.events = textsIn(body.enabled_events);
  found.updatedAt = new Date().toISOString();
  sandbox.store.save();
  return json(withoutSecret(found));
}

export function deleteSubscription({ sandbox, params }: Call): Response {
  if (!sandbox.store.state.composio.webhooks[params.id ?? '']) return refuse(404);
  delete sandbox.store.state.composio.webhooks[params.id ?? ''];
  sandbox.store.save();
  return json({ id: params.id, deleted: true });
}

export function rotateSecret({ sandbox, params }: Call): Response {
  const found = sandbox.store.state.composio.webhooks[params.id ?? ''];
  if (!found) return refuse(404);
  found.secret = newHex('whsec_', 48);
  sandbox.store.save();
  return json({ ...withoutSecret(found), secret: found.secret });
}

export function announceExpired(sandbox: Sandbox, account: ComposioAccount) {
  deliver(sandbox, 'composio.connected_account.expired', {
    id: account.id,
    user_id: account.userId,
    status: account.status,
    status_reason: account.statusReason,
    toolkit: { slug: account.toolkit },
    auth_config: { id: account.authConfigId },
  });
}

/** Signed as the SDK checks it: base64 of the HMAC of `id.timestamp.body`. Sent once and not waited for. */
function deliver(sandbox: Sandbox, type: string, data: JsonObject) {
  for (const { url, events, enabled, secret, version } of Object.values(sandbox.store.state.composio.webhooks)) {
    if (!enabled || !events.includes(type)) continue;
    const id = newId('msg_', 16);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const metadata = { project_id: 'pr_sandbox', log_id: newId('log_', 12) };
    const body = JSON.stringify({ id: newUuid(), timestamp: new Date().toISOString(), type, metadata, data });
    sandbox.calls.count('webhooks');
    fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${hmacBase64(secret, `${id}.${timestamp}.${body}`)}`,
        'x-composio-webhook-version': version,
      },
      body,
      signal: AbortSignal.timeout(GIVE_UP_MS),
    }).catch(() => undefined);
  }
}

function isWelcome(url: string): boolean {
  return url.startsWith('https://') || /^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url);
}

function withoutSecret(subscription: WebhookSubscription) {
  return {
    id: subscription.id,
    webhook_url: subscription.url,
    enabled_events: subscription.events,
    version: subscription.version,
    status: subscription.enabled ? 'ENABLED' : 'DISABLED',
    created_at: subscription.createdAt,
    updated_at: subscription.updatedAt,
  };
}
