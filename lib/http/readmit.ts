import type { Principal } from '@/lib/domain/identity/principal';
import { AppError } from '@/lib/errors';
import { actingAs } from './acting-as';
import { admit } from './admit';
import type { Access } from './spec';

/**
 * For an answer that goes on: who is asking, seen anew. Throws once whoever opened it would not be let in any more, so
 * that revoking a key or a role ends what was opened with it.
 */
export async function readmit(request: Request, access: Access): Promise<Principal> {
  const principal = await admit(request, access);
  if (!principal) throw new AppError('unauthenticated', 'Sign in or send a key to continue.');
  return actingAs(principal, request, undefined, access);
}
