import type { Grant, ToolAlias } from '@/lib/contracts/grant';
import type { AgentGrants } from '@/lib/domain/gateway/agent-grants';
import { chooseOffer } from './choose-offer';
import { spellingOf } from './exposed-names';
import { list, type Offer, type Toolbox } from './toolbox';

/**
 * The part of an account's tools that an agent was granted, with the agent's own names for them. A tool that has an
 * alias is offered by that alone. Everything else of the account stays findable, so that a refusal can say why.
 */
export function agentToolbox(toolbox: Toolbox, { grants }: AgentGrants): Toolbox {
  const byName = new Map<string, Offer>();
  const bySpelling = new Map<string, Offer[]>();
  const granted = new Set<Offer>();
  for (const grant of grants) {
    const offers = [...toolbox.byName.values()].filter((offer) => isGranted(grant, offer));
    const renamed = new Set<Offer>();
    for (const [alias, target] of Object.entries(grant.aliases)) {
      const targets = offers.filter((offer) => isNamed(offer, nameOf(target)));
      for (const each of targets) renamed.add(each);
      const aliased = targets.map((offer) => ({ ...offer, ...argumentsOf(target), name: alias, plainName: alias }));
      const [first] = chooseOffer(alias, aliased);
      if (!first) continue;
      byName.set(alias, first);
      bySpelling.set(spellingOf(alias), aliased);
    }
    for (const offer of offers) if (!renamed.has(offer)) granted.add(offer);
  }
  for (const offer of granted) byName.set(offer.name, byName.get(offer.name) ?? offer);
  for (const [spelling, offers] of toolbox.bySpelling) {
    const left = offers.filter((offer) => granted.has(offer));
    if (left.length > 0 && !bySpelling.has(spelling)) bySpelling.set(spelling, left);
  }
  return { profiles: toolbox.profiles, offered: list(byName, bySpelling), byName, bySpelling };
}

function isGranted({ app_slug, profile_id, tools }: Grant, offer: Offer): boolean {
  if (profile_id ? offer.profile.id !== profile_id : offer.profile.appSlug !== app_slug) return false;
  return tools === 'all_enabled' || tools.some((name) => isNamed(offer, name));
}

function isNamed({ name, plainName, definition }: Offer, wanted: string): boolean {
  return definition.name === wanted || name === wanted || plainName === wanted;
}

function nameOf(alias: ToolAlias): string {
  return typeof alias === 'string' ? alias : alias.tool;
}

function argumentsOf(alias: ToolAlias): Pick<Offer, 'fixed' | 'defaults'> {
  return typeof alias === 'string' ? {} : { fixed: alias.fixed, defaults: alias.defaults };
}
