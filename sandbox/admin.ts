import { parseFields } from './apps/field';
import { setStatus } from './composio/account-store';
import { announceExpired } from './composio/webhooks';
import type { FaultRule } from './faults';
import { type Call, json, noContent } from './http';
import { isObject, type JsonObject, objectIn, textIn, textsIn } from './json';
import { listOutbox } from './outbox';
import { type Route, route } from './router';

/** The handles that tests and demonstrations pull. No service has these. */
export const adminRoutes: Route[] = [
  route('GET', '/health', ({ sandbox }) => json({ ok: true, apps: sandbox.catalogue.apps.length })),
  route('GET', '/outbox', ({ sandbox, query }) => {
    const named = query.get('app');
    const filter = { since: query.get('since'), app: named && (sandbox.catalogue.named(named)?.slug ?? named) };
    return json({ outbox: listOutbox(sandbox.store.state, filter) });
  }),
  /** `external_user_ids`: only what these sent; everything when left out. */
  route('DELETE', '/outbox', ({ sandbox, body }) => {
    const { state } = sandbox.store;
    const senders = new Set(textsIn(body.external_user_ids));
    const isKept = (sender: string) => body.external_user_ids !== undefined && !senders.has(sender);
    state.outbox = state.outbox.filter(({ external_user_id }) => isKept(external_user_id));
    sandbox.store.save();
    return noContent();
  }),
  route('GET', '/admin/calls', ({ sandbox, query }) =>
    json({ ...sandbox.calls.list(query.get('tool')), counters: sandbox.calls.counters() }),
  ),
  route('DELETE', '/admin/calls', ({ sandbox }) => {
    sandbox.calls.clear();
    return noContent();
  }),
  route('GET', '/admin/faults', ({ sandbox }) => json({ faults: sandbox.faults.list() })),
  route('PUT', '/admin/faults', addFault),
  route('DELETE', '/admin/faults', ({ sandbox }) => {
    sandbox.faults.clear();
    return noContent();
  }),
  route('POST', '/admin/grants/expire', expireGrant),
  route('POST', '/admin/grants/restore', restoreGrant),
  route('POST', '/admin/tokens/expire', expireTokens),
  route('PUT', '/admin/tools', changeTool),
  route('DELETE', '/admin/tools', ({ sandbox }) => {
    sandbox.catalogue.restore();
    sandbox.toolsChanged();
    return noContent();
  }),
  route('PUT', '/admin/settings', changeSettings),
];

const FAULT_FIELDS: Record<keyof FaultRule, (value: unknown) => boolean> = {
  provider: (value) => value === 'pipedream' || value === 'composio',
  app: isText,
  latencyMs: isNumber,
  errorRate: isNumber,
  status: isNumber,
  expiredGrant: isFlag,
  revokedGrant: isFlag,
  malformed: isFlag,
  slowBody: (value) => isFlag(value) || isNumber(value),
  reset: isFlag,
  retryAfterS: isNumber,
  answerBytes: isNumber,
  seed: isNumber,
  times: isNumber,
  when: (value) => value === 'before' || value === 'after',
};

/** A misspelt fault would be a test that proves nothing, so it is refused. */
function addFault({ sandbox, body }: Call): Response {
  const wrong = wrongKeys(body);
  if (wrong.length > 0 || !isFaultRule(body)) return json({ error: `Not understood: ${wrong.join(', ')}` }, 400);
  const app = body.app && sandbox.catalogue.named(body.app);
  if (body.app && !app) return json({ error: `There is no app named ${body.app}.` }, 400);
  return json({ id: sandbox.faults.add({ ...body, ...(app && { app: app.slug }) }) }, 201);
}

function wrongKeys(body: JsonObject): string[] {
  return Object.entries(body)
    .filter(([name, value]) => !isFaultField(name) || !FAULT_FIELDS[name](value))
    .map(([name]) => name);
}

function isFaultField(name: string): name is keyof FaultRule {
  return name in FAULT_FIELDS;
}

function isFaultRule(body: JsonObject): body is JsonObject & FaultRule {
  return wrongKeys(body).length === 0;
}

/** `kind`: `stale` (the access token ran out and can be renewed), `expired` (the default) or `revoked`. */
function expireGrant({ sandbox, body }: Call): Response {
  const grant = body.kind === 'stale' || body.kind === 'revoked' ? body.kind : 'expired';
  const { pipedream, composio } = sandbox.store.state;
  const id = textIn(body.id) ?? '';
  const account = body.provider === 'composio' ? composio.accounts[id] : pipedream.accounts[id];
  if (!account) return json({ error: 'There is no such account.' }, 404);
  account.grant = grant;
  const atComposio = composio.accounts[id];
  if (atComposio && grant !== 'stale') {
    const isRevoked = grant === 'revoked';
    const reason = isRevoked ? 'Revoked via admin tool' : 'Permanent auth error during token refresh';
    setStatus(sandbox, atComposio, isRevoked ? 'REVOKED' : 'EXPIRED', reason);
    announceExpired(sandbox, atComposio);
  }
  sandbox.store.save();
  return json({ id, grant });
}

/** Good again without our doing: the person signed in at the service, or the service mended what it had broken. */
function restoreGrant({ sandbox, body }: Call): Response {
  const { pipedream, composio } = sandbox.store.state;
  const id = textIn(body.id) ?? '';
  const atComposio = composio.accounts[id];
  const account = atComposio ?? pipedream.accounts[id];
  if (!account) return json({ error: 'There is no such account.' }, 404);
  account.grant = 'good';
  if (atComposio) setStatus(sandbox, atComposio, 'ACTIVE', null);
  sandbox.store.save();
  return json({ id, grant: account.grant });
}

/** Every access token handed out so far is void, as if the project's secret had been changed. */
function expireTokens({ sandbox }: Call): Response {
  sandbox.store.state.pipedream.bearers = {};
  sandbox.store.save();
  return noContent();
}

/** `{ app, key, remove }` takes a tool away; anything else adds or alters it. `fields` are written as in the app's data. */
function changeTool({ sandbox, body }: Call): Response {
  const app = sandbox.catalogue.named(textIn(body.app) ?? '')?.slug;
  const key = textIn(body.key);
  if (!app || !key) return json({ error: 'app and key are required' }, 400);
  const title = textIn(body.title);
  const description = textIn(body.description);
  const slug = textIn(body.slug);
  sandbox.catalogue.change({
    app,
    key,
    remove: body.remove === true,
    ...(title && { title }),
    ...(description && { description }),
    ...(slug && { slug }),
    ...(isObject(body.fields) && { fields: parseFields(notations(objectIn(body.fields))) }),
  });
  sandbox.toolsChanged();
  return json({ app, key });
}

function notations(fields: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, notation]) => [name, String(notation)]));
}

function changeSettings({ sandbox, body }: Call): Response {
  if (typeof body.verifyIdentity === 'boolean') sandbox.settings.verifyIdentity = body.verifyIdentity;
  const { consentOpenerPolicy } = body;
  if (consentOpenerPolicy === null || typeof consentOpenerPolicy === 'string') {
    sandbox.settings.consentOpenerPolicy = consentOpenerPolicy;
  }
  if ('verifierUrl' in body) sandbox.settings.verifierUrl = textIn(body.verifierUrl) ?? null;
  if ('unmanagedApps' in body) sandbox.settings.unmanagedApps = textsIn(body.unmanagedApps);
  return json(sandbox.settings);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean';
}
