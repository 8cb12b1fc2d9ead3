import type { Role } from '@/lib/contracts/scope';
import type { Principal } from '@/lib/domain/identity/principal';
import { AppError } from '@/lib/errors';
import { say } from '@/lib/sentence';
import { findPrincipal } from './principal';
import { refuseForeignWrite } from './same-origin';
import type { Access } from './spec';

const RANK: Record<Role, number> = { member: 0, admin: 1, owner: 2 };

/** Lets a caller in or throws, by nothing but who they are. Nothing they sent has been read yet. */
export async function admit(request: Request, access: Access): Promise<Principal | null> {
  const principal = await findPrincipal(request);
  if (!principal) {
    // Not the check of the origin: a page of another site that sent a wrong key must hear of the key.
    if (!('public' in access)) throw notKnown(request);
    refuseForeignWrite(request, false);
    return null;
  }
  if (principal.via.kind === 'session') refuseForeignWrite(request, true);
  if ('public' in access) return principal;
  if (principal.via.kind === 'key') checkKey(principal, access.scope);
  else if (RANK[principal.role] < RANK[access.role]) {
    throw new AppError('forbidden', access.role === 'owner' ? say('access.ownerOnly') : say('access.adminOnly'));
  }
  return principal;
}

function checkKey({ scopes }: Principal, scope: Extract<Access, { role: Role }>['scope']): void {
  if (scope === null) throw new AppError('forbidden', say('access.peopleOnly'));
  if (!scopes.includes(scope)) throw new AppError('forbidden', say('access.scopeMissing', { scope }));
}

/** Whoever sent a credential is told that it is the credential; which of the three it is would help a thief. */
export function notKnown({ headers }: Request): AppError {
  const hasSent = headers.has('x-api-key') || /^bearer\s/i.test(headers.get('authorization') ?? '');
  return new AppError('unauthenticated', hasSent ? say('access.keyUnknown') : say('access.signIn'));
}
