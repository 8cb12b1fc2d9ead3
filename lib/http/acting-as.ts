import { accountFor, getAccountId } from '@/lib/domain/identity/accounts';
import { isAdmin, type Principal } from '@/lib/domain/identity/principal';
import { AppError, invalidField } from '@/lib/errors';
import { say, type Words } from '@/lib/sentence';
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
  if (named === null && principal.via.kind === 'key' && access.account === 'optional') return principal;
  const create = request.method !== 'GET' && request.method !== 'HEAD';
  return withAccount(principal, named, { create });
}

/** A key that acts as one person does so whoever is named; to name somebody else is a mistake that must not pass. */
async function asBound(principal: Principal, accountId: string, named: string | null): Promise<Principal> {
  if (named === null || named === accountId) return principal;
  if ((await accountFor(principal, named, { create: false })) === accountId) return principal;
  throw new AppError('forbidden', say('access.keyOfOneUser'));
}

/** The same for MCP, whose messages are all POSTs. */
export async function withAccount(
  principal: Principal,
  named: string | null,
  { create }: { create: boolean },
): Promise<Principal> {
  if (principal.via.kind !== 'key') {
    if (named === null || !isAdmin(principal)) return principal;
    return { ...principal, accountId: await getAccountId(principal, named) };
  }
  if (principal.accountId !== null) return asBound(principal, principal.accountId, named);
  if (named === null) throw nobodyNamed();
  return { ...principal, accountId: await accountFor(principal, named, { create }) };
}

/**
 * Whom a caller names: in the body, the query or `X-User-Id`. Two places that say different users are refused, because
 * one of them may have been put there by a proxy that pins the user.
 */
export function readUserId(request: Request, body: unknown): string | null {
  const inBody = typeof body === 'object' && body !== null && 'user_id' in body ? [body.user_id] : [];
  const places = [...inBody, ...queryOf(request).getAll('user_id'), inHeader(request)];
  const [named, ...others] = new Set(places.filter((place) => place !== null && place !== undefined));
  if (named === undefined) return null;
  if (others.length > 0) throw wrongUserId(say('access.severalNamed'), 400);
  if (typeof named !== 'string' || named.length === 0 || named.length > 200) {
    throw wrongUserId(say('access.userIdLength'));
  }
  if (!isPlainName(named)) throw wrongUserId(say('access.userIdCharacters'));
  return named;
}

/**
 * Headers carry bytes: some clients (curl) write UTF-8, others (fetch) only Latin-1. Bytes that are UTF-8 are read as
 * such, so that one name means one user whoever sends it and wherever it stands.
 */
function inHeader({ headers }: Request): string | null {
  const value = headers.get('x-user-id');
  if (value === null || !/[\x80-\xff]/.test(value)) return value;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}

/**
 * Two ids that read alike must be one: full-width letters, characters of no width, marks that turn the direction and
 * spaces at the ends would make two users look like one in a list or a log.
 */
function isPlainName(named: string): boolean {
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(named)) return false;
  return named === named.normalize('NFKC') && named === named.trim();
}

function wrongUserId(why: Words, status?: number): AppError {
  return invalidField('user_id', why, { status });
}

function nobodyNamed(): AppError {
  return new AppError('invalid_request', say('access.nobodyNamed'), {
    fields: { user_id: say('access.sayWhose') },
  });
}
