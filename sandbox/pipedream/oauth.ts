import { type Call, json } from '../http';
import { newHex } from '../ids';
import { textIn } from '../json';
import type { Handler } from '../router';
import { refuse } from './reply';
import type { Environment } from './state';

const LIFE_S = 3600;

/** Any client is welcome except one whose secret says that it is wrong, so that a bad setting can be shown. */
export function issueToken({ sandbox, body }: Call): Response {
  const id = textIn(body.client_id);
  const secret = textIn(body.client_secret);
  if (body.grant_type !== 'client_credentials') return json({ error: 'unsupported_grant_type' }, 400);
  if (!id || !secret || /invalid|wrong/.test(id + secret)) {
    return json({ error: 'invalid_client', error_description: 'Client authentication failed.' }, 401);
  }
  const token = newHex('', 48);
  const bearers = sandbox.store.state.pipedream.bearers;
  const now = Date.now();
  for (const [known, { expiresAt }] of Object.entries(bearers)) if (Date.parse(expiresAt) < now) delete bearers[known];
  bearers[token] = { expiresAt: new Date(now + LIFE_S * 1000).toISOString() };
  sandbox.calls.count('tokens');
  sandbox.store.save();
  return json({ access_token: token, token_type: 'Bearer', expires_in: LIFE_S, created_at: Math.floor(now / 1000) });
}

/** Wraps a handler that needs a bearer: an access token, or a connect token, which the service accepts as one too. */
export function withBearer(handle: Handler): Handler {
  return (call) => (hasBearer(call) ? handle(call) : refuse(401));
}

export function hasBearer({ sandbox, headers }: Call): boolean {
  const token = /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1] ?? '';
  const { bearers, connectTokens } = sandbox.store.state.pipedream;
  const held = bearers[token] ?? connectTokens[token];
  return held !== undefined && Date.parse(held.expiresAt) > Date.now();
}

export function environmentOf({ headers, query }: Call): Environment {
  const named = headers.get('x-pd-environment') ?? query.get('environment');
  return named === 'development' ? 'development' : 'production';
}
