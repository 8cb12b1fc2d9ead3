import type { JsonObject } from '@/lib/contracts/json';
import type { ToolDefinition } from '@/lib/contracts/tool';
import type { CallableProfile } from '@/lib/domain/gateway/callable-profiles';
import { chooseOffer } from './choose-offer';
import { EXPOSED_NAME, exposedName, exposedNameOf, spelledNameOf, spellingOf } from './exposed-names';

/** A tool of one profile, under the name it is offered by. */
export type Offer = {
  name: string;
  /** The same for every profile of the app; the default is offered by it. */
  plainName: string;
  profile: CallableProfile;
  definition: ToolDefinition;
  isEnabled: boolean;
  /** Arguments that an agent's alias adds: what it may not change, and what it may leave out. */
  fixed?: JsonObject;
  defaults?: JsonObject;
};

/** Every tool of every profile of one account, found by the name it is offered by and by every spelling of others. */
export type Toolbox = {
  profiles: readonly CallableProfile[];
  /** What may be called now, in the order it is listed: by name. A name stands for the tool that a call of it runs. */
  offered: readonly Offer[];
  byName: ReadonlyMap<string, Offer>;
  /** By the spelling of the plain name and of the provider's own: all tools that a call without a profile may mean. */
  bySpelling: ReadonlyMap<string, readonly Offer[]>;
};

export type Source = {
  profile: CallableProfile;
  definitions: readonly ToolDefinition[];
  /** The provider's names are unique among all profiles and pass as they are. */
  keepsNames: boolean;
};

/**
 * Names are the same in every process and after every restart. When several profiles of an app offer one name, the
 * default keeps it, and the others have their profile's name added, whether they are switched on at the moment or not.
 */
export function makeToolbox(sources: readonly Source[]): Toolbox {
  const shared = namesOfSeveral(sources);
  const byName = new Map<string, Offer>();
  const bySpelling = new Map<string, Offer[]>();
  for (const source of sources) {
    for (const definition of enabledFirst(source)) {
      const { profile } = source;
      const plain = plainName(source, definition);
      const isPlain = profile.isDefault || !shared.has(plain);
      const name = free(byName, isPlain ? plain : null, source, definition);
      const isEnabled = profile.enabledTools.has(definition.name);
      const offer: Offer = { name, plainName: plain, profile, definition, isEnabled };
      byName.set(name, offer);
      addSpellings(bySpelling, offer, [definition.name, plain]);
    }
  }
  return { profiles: sources.map(({ profile }) => profile), offered: list(byName, bySpelling), byName, bySpelling };
}

/** Tools of one profile whose names differ in spelling only share one name, and one that is off takes it from nobody. */
function enabledFirst({ definitions, profile }: Source): ToolDefinition[] {
  const isEnabled = ({ name }: ToolDefinition) => profile.enabledTools.has(name);
  return [...definitions.filter(isEnabled), ...definitions.filter((definition) => !isEnabled(definition))];
}

export function addSpellings(bySpelling: Map<string, Offer[]>, offer: Offer, names: string[]): void {
  for (const spelling of new Set(names.map(spellingOf))) {
    const known = bySpelling.get(spelling);
    if (known) known.push(offer);
    else bySpelling.set(spelling, [offer]);
  }
}

/** The tools that a call of this name may mean when it names no profile. */
export function offersNamed(tool: string, { byName, bySpelling }: Pick<Toolbox, 'byName' | 'bySpelling'>): Offer[] {
  const exact = byName.get(tool);
  const alike = bySpelling.get(spellingOf(tool)) ?? [];
  if (!exact) return [...alike];
  // A name that one profile alone is offered by means that profile; the plain name means any profile of its app.
  if (!alike.includes(exact)) return [exact];
  return alike.filter(({ profile }) => profile.appSlug === exact.profile.appSlug);
}

/** Under the name of a default that cannot be used, the tool that a call would run in its place. */
export function list(byName: Toolbox['byName'], bySpelling: Toolbox['bySpelling']): Offer[] {
  const offers = [...byName.values()].map((offer) => {
    const [chosen, ...others] = chooseOffer(offer.name, offersNamed(offer.name, { byName, bySpelling }));
    return chosen && others.length === 0 ? { ...chosen, name: offer.name } : offer;
  });
  return offers.filter(isCallable).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isCallable({ isEnabled, profile }: Offer): boolean {
  return isEnabled && profile.isActive && profile.status !== 'disabled';
}

function plainName({ profile, keepsNames }: Source, { name }: ToolDefinition): string {
  return keepsNames && EXPOSED_NAME.test(name) ? name : exposedName(profile.appSlug, name);
}

/** Two profiles whose names read the same as words still end up with two names. */
function free(taken: Map<string, Offer>, plain: string | null, { profile }: Source, { name }: ToolDefinition): string {
  if (plain !== null && !taken.has(plain)) return plain;
  const named = exposedNameOf(profile.appSlug, name, profile);
  if (!taken.has(named)) return named;
  const withId = { ...profile, profileName: `${profile.profileName} ${profile.id}` };
  const unmistakable = exposedNameOf(profile.appSlug, name, withId);
  return taken.has(unmistakable) ? spelledNameOf(profile.appSlug, name, withId) : unmistakable;
}

function namesOfSeveral(sources: readonly Source[]): Set<string> {
  const apps = new Map<string, Source[]>();
  for (const source of sources) {
    const key = source.profile.appSlug;
    apps.set(key, [...(apps.get(key) ?? []), source]);
  }
  const shared = new Set<string>();
  for (const group of apps.values()) {
    if (group.length < 2) continue;
    const seen = new Set<string>();
    for (const source of group) {
      const names = new Set(source.definitions.map((definition) => plainName(source, definition)));
      for (const name of names) (seen.has(name) ? shared : seen).add(name);
    }
  }
  return shared;
}
