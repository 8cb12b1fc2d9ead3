import { Grant } from '@/lib/contracts/grant';
import { isId } from '@/lib/contracts/ids';
import { db } from '@/lib/platform/db';
import { memory } from '@/lib/platform/memory';
import type { Principal } from '../identity/principal';

/** What an agent may use, as its current version says. */
export type AgentGrants = { id: string; slug: string; name: string; grants: Grant[]; usesSearch: boolean };

/** By workspace and slug or id. Cleared by a change of any agent or version. */
const known = memory<AgentGrants | null>({
  name: 'agent-grants',
  stale: ({ table }) => (table === 'agents' || table === 'agent_versions' ? 'all' : []),
});

/** An agent of this workspace by slug or id, or null. An agent without a version has no grants. */
export function findAgentGrants(
  { workspaceId }: Pick<Principal, 'workspaceId'>,
  agent: string,
): Promise<AgentGrants | null> {
  return known().get(`${workspaceId} ${agent}`, async () => {
    const row = await db().agent.findFirst({
      where: { workspaceId, OR: [{ slug: agent }, ...(isId(agent) ? [{ id: agent }] : [])] },
      include: { versions: { where: { isCurrent: true }, take: 1 } },
    });
    if (!row) return null;
    const settings = row.settings as { discovery?: unknown };
    return {
      id: row.id,
      slug: row.slug,
      name: row.name,
      grants: Grant.array().parse(row.versions[0]?.grants ?? []),
      usesSearch: settings.discovery === 'search',
    };
  });
}
