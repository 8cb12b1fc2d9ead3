import { findAttemptByToken, isExpired } from '@/lib/domain/connect/connect-attempts';
import { startConnect } from '@/lib/domain/connect/start-connect';
import type { Principal } from '@/lib/domain/identity/principal';
import type { AppError } from '@/lib/errors';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/once';

export type Target = { provider: string; appSlug: string; profileId: string | null };

type Link = { url: string; token: string; madeAt: number };
const links = () => once('connect-links', () => new Map<string, Link>());
const SAME_FOR_MS = 60_000;
const MAX_LINKS = 10_000;

/**
 * An error that went out to a key carries a link: the agent's user may have no account with us, or not look at our
 * pages. Whose account belongs to a person has to be connected by them, signed in. An agent that asks in a loop gets the
 * same link for a minute, as long as it can still be used. Everything else passes as it is.
 */
export async function withConnectLink(principal: Principal, error: AppError, target: Target | null): Promise<AppError> {
  const isAboutGrant = error.code === 'needs_connection' || error.code === 'needs_reconnect';
  if (!isAboutGrant || !target || principal.via.kind !== 'key') return error;
  const url = await linkTo(principal, target).catch((cause) => {
    log().warn({ cause }, 'no link to connect could be made');
    return null;
  });
  if (url === null) return error;
  return error.with({ action: { who: 'user', url } });
}

async function linkTo(principal: Principal, { provider, appSlug, profileId }: Target): Promise<string> {
  // Not shared between keys: who may open a link depends on the key that it was made for.
  const key = `${principal.keyId} ${principal.accountId} ${provider} ${appSlug} ${profileId}`;
  const known = links().get(key);
  if (known && known.madeAt > Date.now() - SAME_FOR_MS && (await isOpen(known.token))) return known.url;
  const wanted = profileId ? { profile_id: profileId } : { app: appSlug };
  const { link, token } = await startConnect(principal, provider, wanted);
  if (links().size >= MAX_LINKS) links().clear();
  links().set(key, { url: link, token, madeAt: Date.now() });
  return link;
}

async function isOpen(token: string): Promise<boolean> {
  const attempt = await findAttemptByToken(token);
  return attempt?.outcome === 'pending' && !isExpired(attempt);
}
