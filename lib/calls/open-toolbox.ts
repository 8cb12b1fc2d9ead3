import { setTimeout as sleep } from 'node:timers/promises';
import { listAppTools } from '@/lib/domain/catalogue/tools';
import type { AgentGrants } from '@/lib/domain/gateway/agent-grants';
import { type CallableProfile, listCallableProfiles } from '@/lib/domain/gateway/callable-profiles';
import type { Principal } from '@/lib/domain/identity/principal';
import { getKnownProfile, openKnownProfile } from '@/lib/domain/profiles/opened-profiles';
import { log } from '@/lib/platform/log';
import { memory } from '@/lib/platform/memory';
import { findProvider } from '@/lib/providers/registry';
import { agentToolbox } from './agent-toolbox';
import { makeToolbox, type Source, type Toolbox } from './toolbox';

const EMPTY = makeToolbox([]);
const LIMIT_MS = 10_000;

/** By account. Cleared by a change of any of its profiles or connections. */
const toolboxes = memory<Toolbox>({
  name: 'toolboxes',
  stale: ({ table, account_id }) => {
    if (table === 'profiles' || table === 'connections') return account_id ? [account_id] : 'all';
    return table === 'tools' || table === 'provider_settings' ? 'all' : [];
  },
});

const agentToolboxes = new WeakMap<Toolbox, WeakMap<AgentGrants, Toolbox>>();

/** What an account, or one agent acting for it, has. Kept until something it was made from changes. */
export async function openToolbox(principal: Principal, agent: AgentGrants | null): Promise<Toolbox> {
  const { accountId } = principal;
  const toolbox = accountId ? await toolboxes().get(accountId, () => readToolbox(principal, accountId)) : EMPTY;
  if (!agent) return toolbox;
  const kept = agentToolboxes.get(toolbox) ?? new WeakMap<AgentGrants, Toolbox>();
  agentToolboxes.set(toolbox, kept);
  const known = kept.get(agent);
  if (known) return known;
  const made = agentToolbox(toolbox, agent);
  kept.set(agent, made);
  return made;
}

const SYNC_LIMIT_MS = 2_000;
const SYNC_PAUSE_MS = 200;

/** For whoever asks what there is: an app that was connected a moment ago is waited for a little. */
export async function openSyncedToolbox(principal: Principal, agent: AgentGrants | null): Promise<Toolbox> {
  const giveUpAt = Date.now() + SYNC_LIMIT_MS;
  let toolbox = await openToolbox(principal, agent);
  while (toolbox.profiles.some(isNew) && Date.now() < giveUpAt) {
    await sleep(SYNC_PAUSE_MS);
    toolbox = await openToolbox(principal, agent);
  }
  return toolbox;
}

export function isSyncing({ profiles }: Toolbox): boolean {
  return profiles.some((profile) => profile.isSyncing);
}

const NEW_FOR_MS = 30_000;

function isNew({ isSyncing: syncs, connectedAt }: CallableProfile): boolean {
  return syncs === true && Date.now() - (connectedAt?.getTime() ?? 0) < NEW_FOR_MS;
}

async function readToolbox(principal: Principal, accountId: string): Promise<Toolbox> {
  const profiles = await listCallableProfiles(accountId);
  return makeToolbox(await Promise.all(profiles.map((profile) => readSource(principal, profile))));
}

/** Where only a connected profile can tell what it offers, it is asked, and its names are its own. */
async function readSource(principal: Principal, profile: CallableProfile): Promise<Source> {
  const { id, provider, appSlug } = profile;
  if (findProvider(provider)?.kind !== 'form') {
    return { profile, definitions: await listAppTools({ provider, slug: appSlug }), keepsNames: false };
  }
  return { profile, definitions: await askProfile(principal, id), keepsNames: true };
}

/** One profile that cannot be opened must not hide the tools of all the others. */
async function askProfile(principal: Principal, profileId: string) {
  try {
    const { provider, account } = await openKnownProfile(await getKnownProfile(principal, profileId));
    return await provider.listTools(account, AbortSignal.timeout(LIMIT_MS));
  } catch (cause) {
    log().warn({ cause, profileId }, 'a profile could not say what it offers');
    return [];
  }
}
