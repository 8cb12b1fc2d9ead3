import { type Call, json } from '../http';
import { newHex } from '../ids';
import { textIn } from '../json';
import type { Sandbox } from '../sandbox';
import { presentApp } from './app';
import { environmentOf } from './oauth';
import { refuse } from './reply';
import type { ConnectToken } from './state';

const MAX_LIFE_S = 14_400;

export function createToken(call: Call): Response {
  const { sandbox, body, params } = call;
  const externalId = textIn(body.external_user_id);
  const life = body.expires_in ?? MAX_LIFE_S;
  if (!externalId || externalId.length > 250) return refuse(400, 'external_user_id is required');
  if (typeof life !== 'number' || life < 1 || life > MAX_LIFE_S)
    return refuse(400, 'expires_in must be between 1 and 14400');
  const token = mintToken(sandbox, {
    project: params.project ?? '',
    environment: environmentOf(call),
    externalId,
    successRedirectUri: textIn(body.success_redirect_uri) ?? null,
    errorRedirectUri: textIn(body.error_redirect_uri) ?? null,
    webhookUri: textIn(body.webhook_uri) ?? null,
    app: textIn(body.app_id) ?? null,
    oauthAppId: textIn(body.oauth_app_id) ?? null,
    expiresAt: new Date(Date.now() + life * 1000).toISOString(),
  });
  return json({ token: token.token, expires_at: token.expiresAt, connect_link_url: linkTo(sandbox, token) });
}

export function mintToken(sandbox: Sandbox, fields: Omit<ConnectToken, 'token' | 'used'>): ConnectToken {
  const minted = { ...fields, token: newHex('ctok_', 32), used: false };
  const tokens = sandbox.store.state.pipedream.connectTokens;
  for (const { token, expiresAt } of Object.values(tokens))
    if (Date.parse(expiresAt) < Date.now() - 86_400_000) delete tokens[token];
  tokens[minted.token] = minted;
  sandbox.store.save();
  return minted;
}

export function linkTo(sandbox: Sandbox, { token }: ConnectToken): string {
  return `${sandbox.consentUrl}/consent/pipedream?token=${token}&connectLink=true`;
}

/** A token that will not do is an answer, not an error: the page that asks shows the sentence. */
export function validateToken({ sandbox, params, query }: Call): Response {
  const token = sandbox.store.state.pipedream.connectTokens[params.token ?? ''];
  if (!token)
    return json({ success: false, error: 'The Pipedream Connect token is invalid. Please generate a new one.' });
  if (token.used || Date.parse(token.expiresAt) < Date.now())
    return json({ success: false, error: 'This link has expired.' });
  const app = sandbox.catalogue.app(query.get('app_id') ?? token.app ?? '');
  return json({
    success: true,
    app: app && presentApp(sandbox, app),
    project_id: token.project,
    project_app_name: null,
    project_environment: token.environment,
    project_support_email: null,
    oauth_app_id: token.oauthAppId,
    success_redirect_uri: token.successRedirectUri,
    error_redirect_uri: token.errorRedirectUri,
  });
}
