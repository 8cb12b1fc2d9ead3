import { USABLE } from '@/lib/contracts/profile';
import type { Offer } from './toolbox';

/**
 * Which of several tools of one name a call means when it names no profile: of the profiles that can be used now (of
 * all, when none can), the default of the app; without one, the only one that has the tool switched on. Neither the
 * spelling of the name nor the provider counts. Gives all that fit where nothing decides, and none when there is none.
 */
export function chooseOffer(tool: string, offers: readonly Offer[]): readonly Offer[] {
  const candidates = onePerProfile(tool, offers);
  const usable = candidates.filter(isUsable);
  const left = usable.length > 0 ? usable : candidates;
  const isOneApp = new Set(left.map(({ profile }) => profile.appSlug)).size === 1;
  const byDefault = isOneApp && left.find(({ profile }) => profile.isDefault);
  if (byDefault) return [byDefault];
  const enabled = left.filter(({ profile, isEnabled }) => profile.isActive && isEnabled);
  return enabled.length === 1 ? enabled : left;
}

function isUsable({ profile }: Offer): boolean {
  return profile.isActive && USABLE.includes(profile.status);
}

/** Two tools of one profile may differ in spelling only: then the one that is spelled as asked for. */
function onePerProfile(tool: string, offers: readonly Offer[]): Offer[] {
  const found = new Map<string, Offer>();
  for (const offer of offers) {
    const known = found.get(offer.profile.id);
    if (!known || rank(tool, offer) > rank(tool, known)) found.set(offer.profile.id, offer);
  }
  return [...found.values()];
}

function rank(tool: string, { name, definition }: Offer): number {
  if (name === tool) return 2;
  return definition.name === tool ? 1 : 0;
}
