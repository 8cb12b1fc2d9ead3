import { Scope } from '@/lib/contracts/scope';
import type { Locale } from '@/lib/contracts/user';
import { db } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { memory } from '@/lib/platform/memory';
import { once } from '@/lib/platform/once';
import { hashToken, sameHash, sameSecret } from '@/lib/platform/seal/token';
import { markKeysUsed } from './keys';
import type { Principal } from './principal';
import { findFirstWorkspaceId } from './workspaces';

type StoredKey = {
  id: string;
  workspaceId: string;
  name: string;
  hash: string;
  scopes: Scope[];
  agentId: string | null;
  expiresAt: number | null;
};

const SHAPE = /^(pb_[a-z0-9]{8})_[\w-]{43}$/;
const USED_EVERY_MS = 60_000;
const FLUSH_AFTER_MS = 1_000;

/** What a backend that drives agents needs; everything short of administering the workspace. */
const AGENT_BACKEND = Scope.options.filter((scope) => scope !== 'admin');

/** Keys by prefix. Revoking announces itself from the table, so a revoked key is refused everywhere at once. */
const known = memory<StoredKey | null>({ name: 'keys', stale: ({ table }) => (table === 'api_keys' ? 'all' : []) });

/** Who a key speaks for, or null when it is wrong, revoked or expired; which of these is not told. */
export async function findKeyPrincipal(presented: string, locale: Locale): Promise<Principal | null> {
  const [, prefix] = SHAPE.exec(presented) ?? [];
  const key = prefix ? await known().get(prefix, () => findStored(prefix)) : null;
  if (key) {
    if (!sameHash(hashToken(presented), key.hash)) return null;
    if (key.expiresAt !== null && key.expiresAt <= Date.now()) return null;
    noteUse(key.id);
    return toPrincipal(key, key.id, locale);
  }
  return findAgentBackend(presented, locale);
}

/** AGENT_API_KEY: a key of the first workspace that has no row, so that old deployments start with no screen. */
async function findAgentBackend(presented: string, locale: Locale): Promise<Principal | null> {
  const expected = env().AGENT_API_KEY;
  if (!expected || !sameSecret(presented, expected)) return null;
  const workspaceId = await findFirstWorkspaceId();
  if (!workspaceId) return null;
  return toPrincipal({ workspaceId, name: 'AGENT_API_KEY', scopes: AGENT_BACKEND, agentId: null }, null, locale);
}

type Speaking = Pick<StoredKey, 'workspaceId' | 'name' | 'scopes' | 'agentId'>;

function toPrincipal(
  { workspaceId, name, scopes, agentId }: Speaking,
  keyId: string | null,
  locale: Locale,
): Principal {
  const role = scopes.includes('admin') ? 'admin' : 'member';
  return {
    workspaceId,
    role,
    scopes,
    agentId,
    keyId,
    locale,
    accountId: null,
    userId: null,
    via: { kind: 'key', name },
  };
}

async function findStored(prefix: string): Promise<StoredKey | null> {
  const row = await db().apiKey.findUnique({ where: { prefix } });
  if (!row || row.revokedAt) return null;
  const { id, workspaceId, name, hash, agentId, expiresAt } = row;
  const scopes = Scope.array().parse(row.scopes);
  return { id, workspaceId, name, hash, agentId, scopes, expiresAt: expiresAt?.getTime() ?? null };
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
