import type { Role, Scope } from '@/lib/contracts/scope';
import { SCOPES } from '@/lib/contracts/scope';
import type { Locale } from '@/lib/contracts/user';
import { notFound } from '@/lib/errors';

/** Who is acting on a request. Domain functions take it first, and look no further than it reaches. */
export type Principal = {
  workspaceId: string;
  /** Whose profiles are meant. Null when nobody was named, or somebody this workspace has never seen. */
  accountId: string | null;
  role: Role;
  scopes: readonly Scope[];
  /** How they came; the name is for the audit trail: the person's e-mail, the key's name. */
  via: {
    kind: 'session' | 'token' | 'key';
    name: string;
    /** Set for a key that acts for whichever user its caller names: it belongs to a backend, which answers for them. */
    actsForAnyUser?: true;
  };
  userId: string | null;
  /** Null for people, and for the key in AGENT_API_KEY, which has no row. */
  keyId: string | null;
  agentId: string | null;
  locale: Locale;
};

export function isAdmin(principal: Principal): boolean {
  return principal.role !== 'member';
}

/** What a person may do by their role; a key's scopes are its own. */
export function scopesOf(role: Role): readonly Scope[] {
  return role === 'member' ? SCOPES.filter((scope) => scope !== 'admin') : SCOPES;
}

/** The account, for what cannot be done without one. A list of nobody is empty; a thing of nobody is not found. */
export function requireAccount(principal: Principal): string {
  if (principal.accountId) return principal.accountId;
  throw notFound('user');
}
