import type { Workspace } from '@/lib/contracts/workspace';
import { type Db, db } from '@/lib/platform/db';
import { memory } from '@/lib/platform/memory';
import { randomSlug } from '@/lib/platform/seal/token';
import type { Principal } from './principal';

const shape = { id: true, name: true, slug: true } as const;

export function getWorkspace({ workspaceId }: Pick<Principal, 'workspaceId'>): Promise<Workspace> {
  return db().workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: shape });
}

export function renameWorkspace({ workspaceId }: Principal, name: string): Promise<Workspace> {
  return db().workspace.update({ where: { id: workspaceId }, data: { name }, select: shape });
}

/** The slug is made from the name for people to read, and made unique by its end; renaming leaves it alone. */
export function createWorkspace(tx: Db, name: string): Promise<Workspace> {
  const readable = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return tx.workspace.create({ data: { name, slug: `${readable || 'workspace'}-${randomSlug(8)}` }, select: shape });
}

const first = memory<string | null>({
  name: 'first-workspace',
  stale: ({ table }) => (table === 'workspaces' ? 'all' : []),
});

/** The oldest one, to which the key in the environment belongs. That there is none yet is not remembered. */
export async function findFirstWorkspaceId(): Promise<string | null> {
  const id = await first().get('', async () => {
    const row = await db().workspace.findFirst({
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: { id: true },
    });
    return row?.id ?? null;
  });
  if (!id) first().forget('all');
  return id;
}

/** By its slug, or the first one. For commands of the operator, who may name any. */
export async function findWorkspaceId(slug: string | undefined): Promise<string | null> {
  if (slug === undefined) return findFirstWorkspaceId();
  return (await db().workspace.findUnique({ where: { slug }, select: { id: true } }))?.id ?? null;
}
