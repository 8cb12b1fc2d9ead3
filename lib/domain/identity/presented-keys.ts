import { Scope } from '@/lib/contracts/scope';
import type { Locale } from '@/lib/contracts/user';
import type { Prisma } from '@/lib/generated/prisma/client';
import { db } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { memory } from '@/lib/platform/memory';
import { once } from '@/lib/platform/once';
import { hashToken, sameHash, sameSecret } from '@/lib/platform/seal/token';
import { isDemoOpen } from './demo';
import { roleOfKey, scopesOfKey, withMemberships } from './key-rights';
import { markKeysUsed } from './keys';
import type { Principal } from './principal';
import { openFirstWorkspace } from './setup';
import { findFirstWorkspaceId, isDemoWorkspace } from './workspaces';

type StoredKey = {
  id: string;
  workspaceId: string;
  name: string;
  hash: string;
  scopes: Scope[];
  agentId: string | null;
  accountId: string | null;
  expiresAt: number | null;
};

const SHAPE = /^(pb_[a-z0-9]{8})_[\w-]{43}$/;
const USED_EVERY_MS = 60_000;
const FLUSH_AFTER_MS = 1_000;

/** What a backend that drives agents needs; everything short of administering the workspace. */
const AGENT_BACKEND = Scope.options.filter((scope) => scope !== 'admin');

/**
 * Keys by prefix. Revoking announces itself from the table, so a revoked key is refused everywhere at once; a change of
 * a membership, too, because a key that acts as a member has no more rights than they have.
 */
const known = memory<StoredKey>({
  name: 'keys',
  stale: ({ table }) => (table === 'api_keys' || table === 'memberships' ? 'all' : []),
});

/** Who a key speaks for, or null when it is wrong, revoked or expired; which of these is not told. */
export async function findKeyPrincipal(presented: string, locale: Locale): Promise<Principal | null> {
  const [, prefix] = SHAPE.exec(presented) ?? [];
  const key = prefix ? await findKnown(prefix) : null;
  if (!key) return findAgentBackend(presented, locale);
  if (!sameHash(hashToken(presented), key.hash)) return null;
  if (key.expiresAt !== null && key.expiresAt <= Date.now()) return null;
  if ((await isDemoWorkspace(key.workspaceId)) && !(await isDemoOpen())) return null;
  noteUse(key.id);
  return toPrincipal(key, key.id, locale);
}

/** AGENT_API_KEY: a key of the first workspace that has no row, so that old deployments start with no screen. */
async function findAgentBackend(presented: string, locale: Locale): Promise<Principal | null> {
  const expected = env().AGENT_API_KEY;
  if (!expected || !sameSecret(presented, expected)) return null;
  const workspaceId = (await findFirstWorkspaceId()) ?? (await openFirstWorkspace());
  const speaking = { workspaceId, name: 'AGENT_API_KEY', scopes: AGENT_BACKEND, agentId: null, accountId: null };
  return toPrincipal(speaking, null, locale);
}

type Speaking = Pick<StoredKey, 'workspaceId' | 'name' | 'scopes' | 'agentId' | 'accountId'>;

function toPrincipal(speaking: Speaking, keyId: string | null, locale: Locale): Principal {
  const { workspaceId, name, scopes, agentId, accountId } = speaking;
  return {
    workspaceId,
    role: roleOfKey(scopes),
    scopes,
    agentId,
    keyId,
    locale,
    accountId,
    userId: null,
    via: { kind: 'key', name, ...(accountId === null && agentId === null && { actsForAnyUser: true }) },
  };
}

/** Unknown ones are not remembered: there are more of them than memory, and they would push the known ones out. */
async function findKnown(prefix: string): Promise<StoredKey | null> {
  return known()
    .get(prefix, async () => {
      const key = await lookUp(prefix);
      if (!key) throw new UnknownKey();
      return key;
    })
    .catch((error: unknown) => {
      if (error instanceof UnknownKey) return null;
      throw error;
    });
}

class UnknownKey extends Error {}

type Lookups = { waiting: Map<string, Promise<StoredKey | null>>; current: Promise<unknown> };
const lookups = once('key-lookups', (): Lookups => ({ waiting: new Map(), current: Promise.resolve() }));

/**
 * One query at a time for all keys that are asked about meanwhile: whoever sends made-up keys as fast as they can costs
 * the database no more than one connection, and nobody with a real key is kept waiting for a limit that they filled.
 */
function lookUp(prefix: string): Promise<StoredKey | null> {
  const waiting = lookups.waiting.get(prefix);
  if (waiting) return waiting;
  if (lookups.waiting.size === 0) lookups.current = lookups.current.then(readWaiting, readWaiting);
  const { current } = lookups;
  const found = current.then((stored) => (stored as Map<string, StoredKey>).get(prefix) ?? null);
  lookups.waiting.set(prefix, found);
  return found;
}

async function readWaiting(): Promise<Map<string, StoredKey>> {
  const prefixes = [...lookups.waiting.keys()];
  lookups.waiting.clear();
  const rows = await db().apiKey.findMany({
    where: { prefix: { in: prefixes }, revokedAt: null },
    include: withMemberships,
  });
  return new Map(rows.flatMap((row) => toStored(row) ?? []).map((key) => [key.prefix, key]));
}

type Row = Prisma.ApiKeyGetPayload<{ include: typeof withMemberships }>;

/** A key that acts as somebody who left the workspace is nobody's. */
function toStored(row: Row): (StoredKey & { prefix: string }) | null {
  const { id, workspaceId, name, hash, prefix, agentId, accountId, expiresAt } = row;
  const scopes = scopesOfKey(row);
  if (!scopes) return null;
  return { id, workspaceId, name, hash, prefix, agentId, accountId, scopes, expiresAt: expiresAt?.getTime() ?? null };
}

type Uses = { notedAt: Map<string, number>; waiting: Set<string> };
const uses = once('key-uses', (): Uses => ({ notedAt: new Map(), waiting: new Set() }));

/** At most once a minute for a key, and all keys of a second in one statement: a busy key must not cost a write a call. */
function noteUse(keyId: string): void {
  const now = Date.now();
  if (now - (uses.notedAt.get(keyId) ?? 0) < USED_EVERY_MS) return;
  uses.notedAt.set(keyId, now);
  uses.waiting.add(keyId);
  if (uses.waiting.size === 1) setTimeout(() => void flushUses(), FLUSH_AFTER_MS).unref();
}

async function flushUses(): Promise<void> {
  const ids = [...uses.waiting];
  uses.waiting.clear();
  await markKeysUsed(ids, new Date()).catch((cause) => log().warn({ cause }, 'could not note when keys were used'));
}
