import { type Call, json } from '../http';
import { newUuid } from '../ids';
import { objectIn, textIn } from '../json';
import type { Sandbox } from '../sandbox';
import { addLink, findAccount, removeAccount, setStatus, urlOf } from './account-store';
import { masked } from './auth-configs';
import { grantOf } from './grant';
import { listIn, page, refuse } from './reply';
import type { ComposioAccount } from './state';

export function listAccounts({ sandbox, query }: Call): Response {
  const filters: [wanted: string[], of: (account: ComposioAccount) => string][] = [
    [listIn(query, 'user_ids'), (account) => account.userId],
    [listIn(query, 'toolkit_slugs'), (account) => account.toolkit],
    [listIn(query, 'auth_config_ids'), (account) => account.authConfigId],
    [listIn(query, 'connected_account_ids'), (account) => account.id],
    [listIn(query, 'statuses'), (account) => account.status],
  ];
  const direction = query.get('order_direction') === 'asc' ? 1 : -1;
  const key = query.get('order_by') === 'updated_at' ? 'updatedAt' : 'createdAt';
  const found = Object.keys(sandbox.store.state.composio.accounts)
    .map((id) => findAccount(sandbox, id))
    .filter((account) => account !== null)
    .filter((account) => filters.every(([wanted, of]) => wanted.length === 0 || wanted.includes(of(account))))
    .sort((left, right) => direction * left[key].localeCompare(right[key]));
  return json(page(found, query, (account) => present(sandbox, account)));
}

export function getAccount({ sandbox, params }: Call): Response {
  const account = findAccount(sandbox, params.id);
  if (!account) return notFound();
  if (account.grant === 'stale') renew(sandbox, account);
  const scopes = sandbox.catalogue.toolkit(account.toolkit)?.scopes ?? [];
  return json({ ...present(sandbox, account), params: {}, requested_scopes: scopes });
}

/** A new alias, or another key for an app that is opened with one. */
export function changeAccount({ sandbox, params, body }: Call): Response {
  const account = findAccount(sandbox, params.id);
  if (!account) return notFound();
  const alias = textIn(body.alias);
  if (alias && isAliasTaken(sandbox, account, alias)) return refuse(400, { message: `The alias "${alias}" is taken.` });
  account.alias = alias ?? account.alias;
  const value = objectIn(objectIn(objectIn(body.connection).state).val);
  const key = textIn(value.generic_api_key) ?? textIn(value.api_key) ?? textIn(value.token);
  account.key = key ?? account.key;
  setStatus(sandbox, account, key ? 'ACTIVE' : account.status, account.statusReason);
  return json({ success: true, id: account.id, status: account.status });
}

export function switchAccount({ sandbox, params, body }: Call): Response {
  const account = findAccount(sandbox, params.id);
  if (!account) return notFound();
  if (typeof body.enabled !== 'boolean') return refuse(400, { message: 'enabled is required' });
  account.disabled = !body.enabled;
  setStatus(sandbox, account, body.enabled ? 'ACTIVE' : 'INACTIVE', 'Connection status updated by user');
  return json({ success: true });
}

export function deleteAccount({ sandbox, params, query }: Call): Response {
  const account = findAccount(sandbox, params.id);
  if (!account) return notFound();
  removeAccount(sandbox, account);
  return json({ success: true, ...(query.get('revoke_on_delete') === 'true' && { revoke_job_id: newUuid() }) });
}

export function revokeAccount({ sandbox, params }: Call): Response {
  const account = findAccount(sandbox, params.id);
  if (!account) return notFound();
  account.grant = 'revoked';
  setStatus(sandbox, account, 'REVOKED', 'Revoked via user-initiated revoke endpoint');
  return json({ revoked_tokens: ['access_token'], connected_account: { id: account.id, status: account.status } });
}

/** The service renews a token that merely ran out by itself, at the latest when somebody looks at the account. */
function renew(sandbox: Sandbox, account: ComposioAccount) {
  account.grant = 'good';
  setStatus(sandbox, account, 'ACTIVE', null);
  sandbox.calls.count('refreshes');
}

/** Renews what only ran out. A grant that is gone goes back to the start, with a page for the person to visit. */
export function refreshAccount({ sandbox, params, query, body }: Call): Response {
  const account = findAccount(sandbox, params.id);
  if (!account) return notFound();
  if (account.status === 'ACTIVE' && (account.grant === 'stale' || account.key)) {
    renew(sandbox, account);
    return json({ id: account.id, status: account.status, redirect_url: null });
  }
  sandbox.calls.count('refreshes');
  setStatus(sandbox, account, 'INITIATED', null);
  const link = addLink(sandbox, account.id, query.get('redirect_url') ?? textIn(body.redirect_url) ?? null, false);
  return json({ id: account.id, status: account.status, redirect_url: urlOf(sandbox, link) });
}

export function isAliasTaken(
  sandbox: Sandbox,
  { id, userId, toolkit }: Pick<ComposioAccount, 'id' | 'userId' | 'toolkit'>,
  alias: string,
) {
  return Object.values(sandbox.store.state.composio.accounts).some(
    (other) => other.id !== id && other.userId === userId && other.toolkit === toolkit && other.alias === alias,
  );
}

function notFound(): Response {
  return refuse(404, { message: 'Connected account not found', slug: 'ConnectedAccount_ResourceNotFound' });
}

function present(sandbox: Sandbox, account: ComposioAccount) {
  const config = sandbox.store.state.composio.authConfigs[account.authConfigId];
  const grant = grantOf(sandbox, account);
  const isLost = account.status === 'ACTIVE' && (grant === 'expired' || grant === 'revoked');
  const status = isLost ? (grant === 'revoked' ? 'REVOKED' : 'EXPIRED') : account.status;
  return {
    id: account.id,
    word_id: account.wordId,
    alias: account.alias,
    user_id: account.userId,
    status,
    status_reason: isLost ? 'Permanent auth error during token refresh' : account.statusReason,
    is_disabled: account.disabled,
    created_at: account.createdAt,
    updated_at: account.updatedAt,
    toolkit: { slug: account.toolkit },
    auth_config: {
      id: account.authConfigId,
      auth_scheme: account.scheme,
      is_composio_managed: config?.managed ?? false,
      is_disabled: config?.disabled ?? false,
    },
    state: { authScheme: account.scheme, val: presentState(sandbox, account, status) },
    data: {},
    experimental: { account_type: 'PRIVATE' },
    test_request_endpoint: '',
  };
}

function presentState(sandbox: Sandbox, account: ComposioAccount, status: string) {
  if (status !== 'ACTIVE') return { status };
  if (account.key) return { status, generic_api_key: masked(account.key) };
  const scope = (sandbox.catalogue.toolkit(account.toolkit)?.scopes ?? []).join(' ');
  return { status, access_token: 'ya29...', token_type: 'Bearer', scope, displayName: account.identity };
}
