import type { ErrorChoice } from '@/lib/contracts/error';
import type { AgentGrants } from '@/lib/domain/agent-grants';
import type { CallableProfile } from '@/lib/domain/callable-profiles';
import { AppError } from '@/lib/errors';
import type { Offer, Toolbox } from './toolbox';

export type Wanted = { tool: string; profileId?: string | undefined };

/** Where a refused call can be mended. Made only when needed: a link is an attempt on record. */
export type Links = {
  reconnect(profile: CallableProfile): Promise<string>;
  connect(tool: string): Promise<{ appName: string; url: string } | null>;
};

/**
 * The tool a call means, and on which profile: the one it names, else the agent's, else the default, else the only
 * one. Throws what stands in the way: each reason has its own code, and the link that helps where there is one.
 */
export async function findTool(
  wanted: Wanted,
  { own, all, agent, links }: { own: Toolbox; all: Toolbox; agent: AgentGrants | null; links: Links },
): Promise<Offer> {
  const offer = choose(wanted, candidatesIn(own, wanted));
  if (offer) return usable(offer, links);
  if (agent && candidatesIn(all, wanted).length > 0) {
    throw new AppError('tool_disabled', `The agent ${agent.name} may not use the tool ${wanted.tool}.`);
  }
  if (wanted.profileId !== undefined && !all.profiles.some(({ id }) => id === wanted.profileId)) {
    throw new AppError('not_found', 'There is no such profile.');
  }
  const app = wanted.profileId === undefined ? await links.connect(wanted.tool) : null;
  if (!app) throw new AppError('not_found', `There is no tool named ${wanted.tool}.`);
  const action = { who: 'user' as const, url: app.url };
  throw new AppError('needs_connection', `Nobody connected ${app.appName} yet.`, { action });
}

function candidatesIn({ byName, byOtherName }: Toolbox, { tool, profileId }: Wanted): readonly Offer[] {
  const exact = byName.get(tool);
  const others = byOtherName.get(tool) ?? [];
  if (profileId === undefined) return exact ? [exact] : others;
  return (exact ? [exact, ...others] : others).filter(({ profile }) => profile.id === profileId);
}

function choose({ tool }: Wanted, candidates: readonly Offer[]): Offer | null {
  if (candidates.length < 2) return candidates[0] ?? null;
  const byDefault = candidates.find(({ profile }) => profile.isDefault);
  if (byDefault) return byDefault;
  const active = candidates.filter(({ profile, isEnabled }) => profile.isActive && isEnabled);
  if (active.length === 1 && active[0]) return active[0];
  throw new AppError('ambiguous_profile', `Several profiles offer ${tool}; say which one is meant.`, {
    choices: candidates.map(toChoice),
  });
}

function toChoice({ profile }: Offer): ErrorChoice {
  return { profile_id: profile.id, profile_name: profile.profileName };
}

async function usable(offer: Offer, links: Links): Promise<Offer> {
  const { profile, isEnabled, name } = offer;
  if (profile.status === 'disabled') {
    throw new AppError('provider_disabled', `${profile.appName} is switched off by an admin for now.`);
  }
  if (!profile.isActive) throw new AppError('profile_inactive', `The profile ${profile.profileName} is switched off.`);
  if (!isEnabled) throw new AppError('tool_disabled', `The tool ${name} is switched off.`);
  if (profile.status === 'connected' || profile.status === 'expiring') return offer;
  throw await needsReconnect(profile, links);
}

export async function needsReconnect(profile: CallableProfile, links: Links, cause?: unknown): Promise<AppError> {
  const isNew = profile.status === 'pending';
  const message = isNew ? `${profile.appName} is not connected yet.` : `${profile.appName} has to be connected again.`;
  const action = { who: 'user' as const, url: await links.reconnect(profile) };
  return new AppError(isNew ? 'needs_connection' : 'needs_reconnect', message, { action, cause });
}
