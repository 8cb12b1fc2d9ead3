import type { Grant, ToolAlias } from '@/lib/contracts/grant';
import type { AgentGrants } from '@/lib/domain/gateway/agent-grants';
import { isCallable, type Offer, type Toolbox } from './toolbox';

/**
 * The part of an account's tools that an agent was granted, with the agent's own names for them. A tool that has an
 * alias is offered by that alone. Everything else of the account stays findable, so that a refusal can say why.
 */
export function agentToolbox(toolbox: Toolbox, { grants }: AgentGrants): Toolbox {
  const byName = new Map<string, Offer>();
  const byOtherName = new Map<string, Offer[]>();
  const granted = new Set<Offer>();
  for (const grant of grants) {
    const offers = [...toolbox.byName.values()].filter((offer) => isGranted(grant, offer));
    const renamed = new Set<Offer>();
    for (const [alias, target] of Object.entries(grant.aliases)) {
      const targets = offers.filter((offer) => isNamed(offer, nameOf(target)));
      const only = targets.find(({ profile }) => profile.isDefault) ?? targets[0];
      if (!only) continue;
      for (const each of targets) renamed.add(each);
      byName.set(alias, { ...only, ...argumentsOf(target), name: alias });
    }
    for (const offer of offers) if (!renamed.has(offer)) granted.add(offer);
  }
  for (const offer of granted) byName.set(offer.name, byName.get(offer.name) ?? offer);
  for (const [name, offers] of toolbox.byOtherName) {
    const left = offers.filter((offer) => granted.has(offer));
    if (left.length > 0) byOtherName.set(name, left);
  }
  const offered = [...byName.values()].filter(isCallable).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { profiles: toolbox.profiles, offered, byName, byOtherName };
}

function isGranted({ app_slug, profile_id, tools }: Grant, offer: Offer): boolean {
  if (profile_id ? offer.profile.id !== profile_id : offer.profile.appSlug !== app_slug) return false;
  return tools === 'all_enabled' || tools.some((name) => isNamed(offer, name));
}

function isNamed({ name, definition }: Offer, wanted: string): boolean {
  return definition.name === wanted || name === wanted;
}

function nameOf(alias: ToolAlias): string {
  return typeof alias === 'string' ? alias : alias.tool;
}

function argumentsOf(alias: ToolAlias): Pick<Offer, 'fixed' | 'defaults'> {
  return typeof alias === 'string' ? {} : { fixed: alias.fixed, defaults: alias.defaults };
}
