import type { Workspace } from '@/lib/contracts/workspace';
import { type Db, db } from '@/lib/platform/db';
import { memory } from '@/lib/platform/memory';
import { randomSlug } from '@/lib/platform/seal/token';
import type { Principal } from './principal';

const shape = { id: true, name: true, slug: true } as const;

export function getWorkspace({ workspaceId }: Pick<Principal, 'workspaceId'>): Promise<Workspace> {
  return db().workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: shape });
}

export function renameWorkspace({ workspaceId }: Pick<Principal, 'workspaceId'>, name: string, tx: Db = db()) {
  return tx.workspace.update({ where: { id: workspaceId }, data: { name }, select: shape });
}

/** The slug is made from the name for people to read, and made unique by its end; renaming leaves it alone. */
export function createWorkspace(tx: Db, name: string, { isDemo = false } = {}): Promise<Workspace> {
  const readable = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const slug = `${readable || 'workspace'}-${randomSlug(8)}`;
  return tx.workspace.create({ data: { name, slug, isDemo }, select: shape });
}

const first = memory<string | null>({
  name: 'first-workspace',
  stale: ({ table }) => (table === 'workspaces' ? 'all' : []),
});

/**
 * The oldest one, to which the key in the environment belongs. Never the demo's, which anybody may enter. That there is
 * none yet is not remembered.
 */
export async function findFirstWorkspaceId(): Promise<string | null> {
  const id = await first().get('', async () => (await findFirst(db()))?.id ?? null);
  if (!id) first().forget('all');
  return id;
}

/** A workspace is the demo's from its beginning or never. */
const demos = memory<boolean>({ name: 'demo-workspaces', stale: () => [] });

export function isDemoWorkspace(id: string): Promise<boolean> {
  return demos().get(id, async () => (await db().workspace.count({ where: { id, isDemo: true } })) > 0);
}

export function findFirst(tx: Db): Promise<{ id: string } | null> {
  const orderBy = [{ createdAt: 'asc' as const }, { id: 'asc' as const }];
  return tx.workspace.findFirst({ where: { isDemo: false }, orderBy, select: { id: true } });
}

/** One that a key of the environment was given before there were people: whoever sets the product up owns it. */
export async function findOwnerless(tx: Db): Promise<string | null> {
  const found = await tx.workspace.findFirst({
    where: { isDemo: false, memberships: { none: {} } },
    orderBy: { createdAt: 'asc' },
    select: { id: true },
  });
  return found?.id ?? null;
}

/** By its slug, or the first one. For commands of the operator, who may name any. */
export async function findWorkspaceId(slug: string | undefined): Promise<string | null> {
  if (slug === undefined) return findFirstWorkspaceId();
  return (await db().workspace.findUnique({ where: { slug }, select: { id: true } }))?.id ?? null;
}
