import { type Call, json, noContent } from '../http';
import { isObject, type JsonObject, textIn } from '../json';
import type { Sandbox } from '../sandbox';
import { accountsIn, addAccount, removeAccounts } from './account-store';
import { presentApp } from './app';
import { grantOf } from './grant';
import { environmentOf } from './oauth';
import { page, pagingOf, refuse } from './reply';
import type { PipedreamAccount } from './state';

/** An empty filter is no filter, as on the real service: who forgets the user sees the whole project. */
export function listAccounts(call: Call): Response {
  const user = call.query.get('external_user_id');
  const found = accountsOf(call).filter((account) => !user || account.externalId === user);
  const { data, page_info } = page(filtered(found, call.query), (account) => account.id, pagingOf(call.query));
  return json({ data: data.map((account) => presentAccount(call, account)), page_info });
}

/** Without an envelope, unlike the list of all accounts. */
export function listAccountsOfUser(call: Call): Response {
  const found = accountsOf(call).filter((account) => account.externalId === call.params.user);
  return json(filtered(found, call.query).map((account) => presentAccount(call, account)));
}

export function getAccount(call: Call): Response {
  const account = findAccount(call);
  if (!account) return refuse(404);
  if (account.grant === 'stale') renew(call.sandbox, account);
  return json(presentAccount(call, account));
}

export function createAccount(call: Call): Response {
  const { sandbox, body, query, params } = call;
  const app = sandbox.catalogue.app(textIn(body.app_slug) ?? '');
  const externalId = query.get('external_user_id') ?? '';
  if (!app || !externalId) return refuse(400, 'app_slug and external_user_id are required');
  const key = keyIn(textIn(body.cfmap_json));
  if (!key) return refuse(400, 'Test request failed. Please verify your credentials and try again.');
  const account = addAccount(sandbox, {
    project: params.project ?? '',
    environment: environmentOf(call),
    externalId,
    app: app.slug,
    name: textIn(body.name) ?? `Key ending in ${key.slice(-4)}`,
    identity: `key-${key.slice(-4)}`,
    key,
    oauthAppId: query.get('oauth_app_id'),
  });
  return json(presentAccount(call, account));
}

export function deleteAccount(call: Call): Response {
  const account = findAccount(call);
  if (!account) return refuse(404);
  removeAccounts(call.sandbox, [account]);
  return noContent();
}

/** Of every user of the project. */
export function deleteAccountsOfApp(call: Call): Response {
  removeAccounts(
    call.sandbox,
    accountsOf(call).filter((account) => account.app === call.params.app),
  );
  return noContent();
}

export function accountsOf(call: Call): PipedreamAccount[] {
  return accountsIn(call.sandbox, call.params.project ?? '', environmentOf(call));
}

export function presentAccount({ sandbox, query }: Pick<Call, 'sandbox' | 'query'>, account: PipedreamAccount) {
  const app = sandbox.catalogue.app(account.app);
  const grant = grantOf(sandbox, account);
  const isDead = grant === 'revoked' || grant === 'expired';
  const withCredentials = query.get('include_credentials') === 'true' && (account.key || account.oauthAppId);
  return {
    id: account.id,
    name: account.name,
    external_id: account.externalId,
    healthy: grant === 'good',
    dead: isDead ? true : null,
    app: app && presentApp(sandbox, app),
    created_at: account.createdAt,
    updated_at: account.updatedAt,
    authorized_scopes: app?.scopes ?? [],
    expires_at: account.key ? null : new Date(Date.parse(account.refreshedAt) + 3_600_000).toISOString(),
    error: isDead ? 'invalid_grant: Token has been expired or revoked.' : null,
    last_refreshed_at: account.refreshedAt,
    next_refresh_at: null,
    ...(withCredentials && { credentials: credentialsOf(account) }),
  };
}

function credentialsOf({ key, id, identity }: PipedreamAccount): JsonObject {
  return key ? { api_key: key } : { oauth_access_token: `sandbox-${id}`, oauth_uid: identity };
}

function findAccount(call: Call): PipedreamAccount | undefined {
  return accountsOf(call).find((account) => account.id === call.params.account);
}

function filtered(accounts: PipedreamAccount[], query: URLSearchParams): PipedreamAccount[] {
  const app = query.get('app');
  const oauthApp = query.get('oauth_app_id');
  return accounts.filter((account) => (!app || account.app === app) && (!oauthApp || account.oauthAppId === oauthApp));
}

function renew(sandbox: Sandbox, account: PipedreamAccount) {
  account.grant = 'good';
  account.refreshedAt = new Date().toISOString();
  sandbox.calls.count('refreshes');
  sandbox.store.save();
}

function keyIn(cfmap: string | undefined): string | undefined {
  try {
    const parsed: unknown = JSON.parse(cfmap ?? '');
    return isObject(parsed)
      ? Object.values(parsed).find((value): value is string => Boolean(textIn(value)))
      : undefined;
  } catch {
    return undefined;
  }
}
