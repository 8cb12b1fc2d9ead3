import type { Principal } from '@/lib/domain/identity/principal';
import { actingAs } from './acting-as';
import { admit, notKnown } from './admit';
import type { Access } from './spec';

/**
 * For an answer that goes on: who is asking, seen anew. Throws once whoever opened it would not be let in any more, so
 * that revoking a key or a role ends what was opened with it.
 */
export async function readmit(request: Request, access: Access): Promise<Principal> {
  const principal = await admit(request, access);
  if (!principal) throw notKnown(request);
  return actingAs(principal, request, undefined, access);
}
