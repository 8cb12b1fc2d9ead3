import { accountFor, getAccountId } from '@/lib/domain/identity/accounts';
import { isAdmin, type Principal } from '@/lib/domain/identity/principal';
import { AppError } from '@/lib/errors';
import { queryOf } from './query';
import type { Access } from './spec';

/**
 * The principal with the account this call is about. A key names it as `user_id`: created on the first write, unknown
 * on a read. For people it is their own; an admin may name another of the workspace, anybody else's `user_id` is
 * ignored.
 */
export async function actingAs(
  principal: Principal,
  request: Request,
  body: unknown,
  access: Access,
): Promise<Principal> {
  if ('public' in access || access.account === 'none') return principal;
  const named = readUserId(request, body);
  if (principal.via.kind !== 'key') {
    if (named === null || !isAdmin(principal)) return principal;
    return { ...principal, accountId: await getAccountId(principal, named) };
  }
  if (named === null) {
    if (access.account === 'optional') return principal;
    throw wrongUserId('Say whose account this is about.');
  }
  const create = request.method !== 'GET' && request.method !== 'HEAD';
  return { ...principal, accountId: await accountFor(principal, named, { create }) };
}

/** From the body, the query or `X-User-Id`, in this order. */
export function readUserId(request: Request, body: unknown): string | null {
  const inBody = typeof body === 'object' && body !== null && 'user_id' in body ? body.user_id : undefined;
  const named = inBody ?? queryOf(request).get('user_id') ?? request.headers.get('x-user-id');
  if (named === null || named === undefined) return null;
  // A control character could make two names look like one in a log or a list.
  if (typeof named !== 'string' || !/^[^\p{Cc}]{1,200}$/u.test(named)) {
    throw wrongUserId('Must be text of 1 to 200 characters.');
  }
  return named;
}

function wrongUserId(message: string): AppError {
  return new AppError('invalid_request', 'Some fields need another look.', { fields: { user_id: message } });
}
