import { JsonObject } from '@/lib/contracts/json';
import { db } from '@/lib/platform/db';
import { memory } from '@/lib/platform/memory';
import type { Principal } from '../identity/principal';

type Workspace = Pick<Principal, 'workspaceId'>;

/** Cleared by a change of any workspace. */
const known = memory<boolean>({ name: 'recording', stale: ({ table }) => (table === 'workspaces' ? 'all' : []) });

/** Whether a workspace keeps what goes into tools and comes out of them. That a call happened is always kept. */
export function keepsPayloads({ workspaceId }: Workspace): Promise<boolean> {
  return known().get(workspaceId, async () => {
    const { settings } = await db().workspace.findUniqueOrThrow({
      where: { id: workspaceId },
      select: { settings: true },
    });
    return JsonObject.parse(settings).keep_payloads !== false;
  });
}

/** Holds from the next call on; what is on record stays as it is. */
export async function setKeepsPayloads({ workspaceId }: Workspace, keep: boolean): Promise<void> {
  const change = JSON.stringify({ keep_payloads: keep });
  await db().$executeRaw`update workspaces set settings = settings || ${change}::jsonb where id = ${workspaceId}::uuid`;
}
