import { findCaller } from '@/lib/calls/call-tool';
import type { AgentGrants } from '@/lib/domain/gateway/agent-grants';
import { accountFor, getAccountId } from '@/lib/domain/identity/accounts';
import { isAdmin, type Principal } from '@/lib/domain/identity/principal';
import { AppError } from '@/lib/errors';
import { readUserId } from '@/lib/http/acting-as';
import { findPrincipal } from '@/lib/http/principal';
import { queryOf } from '@/lib/http/query';

/** Who speaks, for whom, and as which agent. */
export type Caller = {
  principal: Principal;
  agent: AgentGrants | null;
  /** The list is replaced by three tools that find, describe and call the others. */
  usesSearch: boolean;
};

/**
 * Credentials are a key or a token, never a cookie: a cookie would come along from any page that is open. Null for a
 * stranger; throws when the caller is known and what it asks for is not.
 */
export async function findMcpCaller(request: Request, agentSlug: string | undefined): Promise<Caller | null> {
  if (!request.headers.has('x-api-key') && !request.headers.has('authorization')) return null;
  const found = await findPrincipal(request);
  if (!found) return null;
  if (!found.scopes.includes('tools:read') && !found.scopes.includes('tools:execute')) {
    throw new AppError('forbidden', 'This key does not have the scope tools:read.');
  }
  const principal = await withAccount(found, request);
  const agent = await findCaller(principal, agentSlug);
  const asked = queryOf(request).get('discovery');
  return { principal, agent, usesSearch: asked ? asked === 'search' : (agent?.usesSearch ?? false) };
}

async function withAccount(principal: Principal, request: Request): Promise<Principal> {
  const named = readUserId(request, null);
  if (principal.via.kind === 'key') {
    if (named === null) {
      const fields = { user_id: 'Say whose account this is about.' };
      throw new AppError('invalid_request', 'Some fields need another look.', { fields });
    }
    const mayCreate = principal.scopes.includes('tools:execute');
    return { ...principal, accountId: await accountFor(principal, named, { create: mayCreate }) };
  }
  if (named === null || !isAdmin(principal)) return principal;
  return { ...principal, accountId: await getAccountId(principal, named) };
}
