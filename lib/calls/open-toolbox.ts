import type { ToolDefinition } from '@/lib/contracts/tool';
import type { AgentGrants } from '@/lib/domain/agent-grants';
import { listCallableProfiles, listToolDefinitions } from '@/lib/domain/callable-profiles';
import { memory } from '@/lib/platform/memory';
import { agentToolbox } from './agent-toolbox';
import { makeToolbox, type Source, type Toolbox } from './toolbox';

const EMPTY = makeToolbox([]);

/** By account. Cleared by a change of any of its profiles or connections. */
const toolboxes = () =>
  memory<Toolbox>({
    name: 'toolboxes',
    stale: ({ table, account_id }) => {
      if (table === 'profiles' || table === 'connections') return account_id ? [account_id] : 'all';
      return table === 'tools' || table === 'provider_settings' ? 'all' : [];
    },
  });

/** By provider and app, shared by all accounts. */
const definitions = () =>
  memory<ToolDefinition[]>({ name: 'tool-definitions', stale: ({ table }) => (table === 'tools' ? 'all' : []) });

const agentToolboxes = new WeakMap<Toolbox, WeakMap<AgentGrants, Toolbox>>();

/** What an account, or one agent acting for it, has. Kept until something it was made from changes. */
export async function openToolbox(accountId: string | null, agent: AgentGrants | null): Promise<Toolbox> {
  const toolbox = accountId ? await toolboxes().get(accountId, () => readToolbox(accountId)) : EMPTY;
  if (!agent) return toolbox;
  const kept = agentToolboxes.get(toolbox) ?? new WeakMap<AgentGrants, Toolbox>();
  agentToolboxes.set(toolbox, kept);
  const known = kept.get(agent);
  if (known) return known;
  const made = agentToolbox(toolbox, agent);
  kept.set(agent, made);
  return made;
}

async function readToolbox(accountId: string): Promise<Toolbox> {
  const profiles = await listCallableProfiles(accountId);
  const sources = profiles.map(async (profile): Promise<Source> => {
    const { provider, appSlug } = profile;
    const found = await definitions().get(`${provider} ${appSlug}`, () => listToolDefinitions(provider, appSlug));
    return { profile, definitions: found, keepsNames: false };
  });
  return makeToolbox(await Promise.all(sources));
}
