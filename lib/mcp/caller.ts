import { findCaller } from '@/lib/calls/call-tool';
import type { AgentGrants } from '@/lib/domain/gateway/agent-grants';
import type { Principal } from '@/lib/domain/identity/principal';
import { AppError } from '@/lib/errors';
import { readUserId, withAccount } from '@/lib/http/acting-as';
import { notKnown } from '@/lib/http/admit';
import { findPrincipal } from '@/lib/http/principal';
import { queryOf } from '@/lib/http/query';
import { say } from '@/lib/sentence';

/** Who speaks, for whom, and as which agent. */
export type Caller = {
  principal: Principal;
  /** The user in the caller's own words, whether or not there is an account of that name. */
  userNamed: string | null;
  agent: AgentGrants | null;
  /** The list is replaced by three tools that find, describe and call the others. */
  usesSearch: boolean;
};

/**
 * Who sent the request, before anything of it is read. Credentials are a key or a token, never a cookie: a cookie would
 * come along from any page that is open. Throws for a stranger.
 */
export async function findSpeaker(request: Request): Promise<Principal> {
  const hasSent = request.headers.has('x-api-key') || request.headers.has('authorization');
  const found = hasSent ? await findPrincipal(request) : null;
  if (!found) throw hasSent ? notKnown(request) : new AppError('unauthenticated', say('access.sendKey'));
  return found;
}

/**
 * With the account and the agent they speak for. Only a call makes an account for somebody unknown; who merely looks
 * around has nothing, and leaves nothing behind.
 */
export async function toCaller(
  speaker: Principal,
  request: Request,
  agentSlug: string | undefined,
  { isCall }: { isCall: boolean },
): Promise<Caller> {
  if (!speaker.scopes.includes('tools:read') && !speaker.scopes.includes('tools:execute')) {
    throw new AppError('forbidden', say('access.scopeMissing', { scope: 'tools:read' }));
  }
  const create = isCall && speaker.scopes.includes('tools:execute');
  const userNamed = readUserId(request, null);
  const principal = await withAccount(speaker, userNamed, { create });
  const agent = await findCaller(principal, agentSlug);
  const asked = queryOf(request).get('discovery');
  return { principal, userNamed, agent, usesSearch: asked ? asked === 'search' : (agent?.usesSearch ?? false) };
}
