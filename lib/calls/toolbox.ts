import type { JsonObject } from '@/lib/contracts/json';
import type { ToolDefinition } from '@/lib/contracts/tool';
import type { CallableProfile } from '@/lib/domain/gateway/callable-profiles';
import { EXPOSED_NAME, exposedName, exposedNameOf } from './exposed-names';

/** A tool of one profile, under the name it is offered by. */
export type Offer = {
  name: string;
  profile: CallableProfile;
  definition: ToolDefinition;
  isEnabled: boolean;
  /** Arguments that an agent's alias adds: what it may not change, and what it may leave out. */
  fixed?: JsonObject;
  defaults?: JsonObject;
};

/** Every tool of every profile of one account, found by the name it is offered by and by the provider's own. */
export type Toolbox = {
  profiles: readonly CallableProfile[];
  /** What may be called now, in the order it is listed: by name. */
  offered: readonly Offer[];
  byName: ReadonlyMap<string, Offer>;
  /** Under the provider's name, and under the plain name that several profiles share. */
  byOtherName: ReadonlyMap<string, readonly Offer[]>;
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
  const byOtherName = new Map<string, Offer[]>();
  for (const source of sources) {
    for (const definition of source.definitions) {
      const plain = plainName(source, definition);
      const isPlain = source.profile.isDefault || !shared.has(plain);
      const offer = toOffer(source.profile, definition, free(byName, isPlain ? plain : null, source, definition));
      byName.set(offer.name, offer);
      for (const other of new Set([definition.name, plain])) {
        if (other === offer.name) continue;
        const known = byOtherName.get(other);
        if (known) known.push(offer);
        else byOtherName.set(other, [offer]);
      }
    }
  }
  const offered = [...byName.values()].filter(isCallable).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { profiles: sources.map(({ profile }) => profile), offered, byName, byOtherName };
}

export function isCallable({ isEnabled, profile }: Offer): boolean {
  return isEnabled && profile.isActive && profile.status !== 'disabled';
}

function toOffer(profile: CallableProfile, definition: ToolDefinition, name: string): Offer {
  return { name, profile, definition, isEnabled: profile.enabledTools.has(definition.name) };
}

function plainName({ profile, keepsNames }: Source, { name }: ToolDefinition): string {
  return keepsNames && EXPOSED_NAME.test(name) ? name : exposedName(profile.appSlug, name);
}

/** Two profiles whose names read the same as words still end up with two names. */
function free(taken: Map<string, Offer>, plain: string | null, { profile }: Source, { name }: ToolDefinition): string {
  if (plain !== null && !taken.has(plain)) return plain;
  const named = exposedNameOf(profile.appSlug, name, profile);
  if (!taken.has(named)) return named;
  return exposedNameOf(profile.appSlug, name, { ...profile, profileName: `${profile.profileName} ${profile.id}` });
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
