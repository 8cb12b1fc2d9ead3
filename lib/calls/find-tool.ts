import type { ErrorChoice } from '@/lib/contracts/error';
import { plainName } from '@/lib/domain/catalogue/plain-name';
import type { AgentGrants } from '@/lib/domain/gateway/agent-grants';
import { needsConnection, needsReconnect, profileInactive } from '@/lib/domain/profiles/opened-profiles';
import { providerDisabled } from '@/lib/domain/providers/provider-settings';
import { AppError, notFound } from '@/lib/errors';
import { say } from '@/lib/sentence';
import { chooseOffer } from './choose-offer';
import { spellingOf } from './exposed-names';
import { type Offer, offersNamed, type Toolbox } from './toolbox';

export type Wanted = { tool: string; profileId?: string | undefined };

/** An app that has the wanted tool and could be connected. */
export type Missing = { provider: string; appSlug: string; appName: string };

type Scope = {
  /** What the caller may use, and what its account has beyond that. */
  own: Toolbox;
  all: Toolbox;
  agent: AgentGrants | null;
  findApp(tool: string): Promise<Missing | null>;
  /** Told which one is meant even when it cannot be used, so that the record says what was refused. */
  onFound?(offer: Offer): void;
};

/**
 * The tool a call means, and on which profile: the one it names, else the one that `chooseOffer` finds. Throws what
 * stands in the way: each reason has its own code, and the link that helps where there is one.
 */
export async function findTool(wanted: Wanted, { own, all, agent, findApp, onFound }: Scope): Promise<Offer> {
  const offer = findOffer(wanted, own);
  if (offer) {
    onFound?.(offer);
    return usable(offer);
  }
  if (agent && candidatesIn(all, wanted).length > 0) {
    throw new AppError('tool_disabled', say('tools.notForAgent', { agent: agent.name, tool: wanted.tool }));
  }
  if (wanted.profileId !== undefined && !all.profiles.some(({ id }) => id === wanted.profileId)) {
    throw notFound('profile');
  }
  const syncing = all.profiles.find((profile) => profile.isSyncing && mayBeMeant(wanted, profile));
  if (syncing) throw toolsSyncing(syncing);
  const app = wanted.profileId === undefined ? await findApp(wanted.tool) : null;
  const isConnected = all.profiles.some((each) => each.provider === app?.provider && each.appSlug === app.appSlug);
  throw app && !isConnected
    ? needsConnection(app)
    : new AppError('not_found', say('notFound.tool', { tool: wanted.tool }));
}

const SYNCING_RETRY_S = 3;

function toolsSyncing({ appName }: { appName: string }): AppError {
  const message = say('catalogue.toolsSyncing', { app: appName });
  return new AppError('provider_unavailable', message, { retryAfterS: SYNCING_RETRY_S });
}

/** By the name alone: what the app offers is not known yet. */
function mayBeMeant({ tool, profileId }: Wanted, { id, appSlug }: Toolbox['profiles'][number]): boolean {
  return profileId === undefined ? plainName(tool).startsWith(plainName(appSlug)) : profileId === id;
}

/**
 * The tool that a call means, whether it can be used or not; null when there is none of that name. Throws where
 * several fit and nothing says which one is meant.
 */
export function findOffer({ tool, profileId }: Wanted, toolbox: Toolbox): Offer | null {
  const [found, ...others] = chooseOffer(tool, candidatesIn(toolbox, { tool, profileId }));
  if (!found || others.length === 0) return found ?? null;
  throw new AppError('ambiguous_profile', say('tools.severalProfiles', { tool }), {
    choices: [found, ...others].map(toChoice),
  });
}

function candidatesIn(toolbox: Toolbox, { tool, profileId }: Wanted): Offer[] {
  if (profileId === undefined) return offersNamed(tool, toolbox);
  const exact = toolbox.byName.get(tool);
  const alike = toolbox.bySpelling.get(spellingOf(tool)) ?? [];
  return (exact ? [exact, ...alike] : alike).filter(({ profile }) => profile.id === profileId);
}

function toChoice({ profile }: Offer): ErrorChoice {
  return { profile_id: profile.id, profile_name: profile.profileName };
}

/** The tool as it is, or what keeps it from being called now. */
export function usable(offer: Offer): Offer {
  const { profile, isEnabled, name } = offer;
  if (profile.status === 'disabled') throw providerDisabled(profile.provider, profile.appName);
  if (!profile.isActive) throw profileInactive(profile);
  if (!isEnabled && profile.isSyncing) throw toolsSyncing(profile);
  if (!isEnabled) throw new AppError('tool_disabled', say('tools.switchedOff', { name }));
  if (profile.status === 'pending') throw needsConnection(profile);
  if (profile.status === 'connected' || profile.status === 'expiring') return offer;
  throw needsReconnect(profile);
}
