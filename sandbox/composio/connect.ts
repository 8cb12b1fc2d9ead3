import { type Call, json } from '../http';
import { objectIn, textIn } from '../json';
import type { Sandbox } from '../sandbox';
import { addAccount, addLink, findAccount, setStatus, urlOf } from './account-store';
import { isAliasTaken } from './accounts';
import { refuse } from './reply';
import type { AuthConfig } from './state';

export function createLink({ sandbox, body }: Call): Response {
  const config = enabledConfig(sandbox, textIn(body.auth_config_id));
  const userId = textIn(body.user_id);
  const alias = textIn(body.alias) ?? null;
  if (!config) return refuse(404, { message: 'Auth config not found', slug: 'AuthConfig_NotFound' });
  if (!userId) return refuse(400, { message: 'user_id is required' });
  const { id: authConfigId, toolkit, scheme } = config;
  if (alias && isAliasTaken(sandbox, { id: '', userId, toolkit }, alias))
    return refuse(400, { message: `The alias "${alias}" is taken.` });
  const account = addAccount(sandbox, { userId, authConfigId, toolkit, scheme, alias, status: 'INITIATED', key: null });
  const link = addLink(sandbox, account.id, textIn(body.callback_url) ?? null, false);
  return json(
    {
      link_token: link.token,
      redirect_url: urlOf(sandbox, link),
      expires_at: link.expiresAt,
      connected_account_id: account.id,
      experimental: { account_type: 'PRIVATE' },
    },
    201,
  );
}

/** The retired way: still there for keys and for one's own OAuth client, refused for Composio's. */
export function initiate({ sandbox, body }: Call): Response {
  const config = enabledConfig(sandbox, textIn(objectIn(body.auth_config).id));
  const connection = objectIn(body.connection);
  const userId = textIn(connection.user_id) ?? 'default';
  if (!config) return refuse(404, { message: 'Auth config not found', slug: 'AuthConfig_NotFound' });
  if (config.managed && config.scheme === 'OAUTH2') {
    const message =
      'POST /api/v3/connected_accounts is no longer supported for Composio-managed OAuth auth configs. Use POST /api/v3/connected_accounts/link instead.';
    return refuse(400, { message, code: 600, slug: 'ConnectedAccount_BadRequest' });
  }
  const { id: authConfigId, toolkit, scheme } = config;
  const value = objectIn(objectIn(connection.state).val);
  const key =
    textIn(value.generic_api_key) ?? textIn(value.api_key) ?? textIn(value.token) ?? textIn(value.password) ?? null;
  const isOAuth = scheme === 'OAUTH2';
  if (!isOAuth && scheme !== 'NO_AUTH' && !key) {
    return refuse(400, { message: 'Missing required field "API Key"', slug: 'ConnectedAccount_MissingRequiredFields' });
  }
  const alias = textIn(connection.alias) ?? null;
  const status = isOAuth ? 'INITIATED' : 'ACTIVE';
  const account = addAccount(sandbox, { userId, authConfigId, toolkit, scheme, alias, status, key });
  const callbackUrl = textIn(connection.callback_url) ?? null;
  const redirect = isOAuth ? urlOf(sandbox, addLink(sandbox, account.id, callbackUrl, true)) : null;
  const state = { authScheme: scheme, val: isOAuth ? { status, redirectUrl: redirect } : { status } };
  return json({ id: account.id, status, redirect_url: redirect, redirect_uri: redirect, connectionData: state }, 201);
}

/** The last step where the project asks who came back: only the person the link was made for may finish it. */
export function completeAuth({ sandbox, body }: Call): Response {
  const uri = textIn(body.session_uri) ?? '';
  const { sessions } = sandbox.store.state.composio;
  const session = sessions[uri];
  const account = findAccount(sandbox, session?.accountId);
  if (!session || !account || Date.parse(session.expiresAt) < Date.now()) {
    return refuse(404, { message: 'The session is unknown or has expired.', slug: 'ConnectedAccount_SessionNotFound' });
  }
  if (account.userId !== body.user_id) {
    return refuse(403, {
      message: 'The session belongs to another user.',
      slug: 'ConnectedAccount_SessionUserMismatch',
    });
  }
  delete sessions[uri];
  setStatus(sandbox, account, 'ACTIVE', null);
  return json({ connected_account_id: account.id, toolkit_slug: account.toolkit });
}

function enabledConfig(sandbox: Sandbox, id: string | undefined): AuthConfig | null {
  const config = sandbox.store.state.composio.authConfigs[id ?? ''];
  return config && !config.disabled ? config : null;
}
