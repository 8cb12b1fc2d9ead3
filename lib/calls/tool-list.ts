import type { GatewayTool, GatewayToolList } from '@/lib/contracts/gateway-tool';
import type { JsonObject } from '@/lib/contracts/json';
import { demoMark } from '@/lib/domain/providers/open-provider';
import { isSyncing } from './open-toolbox';
import type { Offer, Toolbox } from './toolbox';

const kept = new WeakMap<Toolbox, string>();

/** The whole list as JSON text, made once for as long as nothing that it was made from changes. */
export function listAsText(toolbox: Toolbox): string {
  const known = kept.get(toolbox);
  if (known !== undefined) return known;
  const text = JSON.stringify(presentTools(toolbox, toolbox.offered));
  kept.set(toolbox, text);
  return text;
}

export function presentTools(toolbox: Toolbox, offers: readonly Offer[]): GatewayToolList {
  return { tools: offers.map(presentOffer), syncing: isSyncing(toolbox) ? true : undefined };
}

export function presentOffer({ name, profile, definition }: Offer): GatewayTool {
  const { title, description, input_schema, output_schema, annotations } = definition;
  return {
    ...{ name, title, description, provider: profile.provider, provider_tool: definition.name, app: profile.appSlug },
    ...{ profile_id: profile.id, profile_name: profile.profileName, parameters: shortForm(input_schema) },
    ...{ input_schema, output_schema, annotations, demo: demoMark(profile.provider) },
  };
}

/** Whether any of them runs in the sandbox. */
export function hasDemo(offers: readonly Offer[]): boolean {
  return offers.some(({ profile }) => demoMark(profile.provider));
}

function shortForm({ properties }: JsonObject): Record<string, string> {
  if (typeof properties !== 'object' || properties === null || Array.isArray(properties)) return {};
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, typeOf(schema)]));
}

function typeOf(schema: unknown): string {
  if (typeof schema !== 'object' || schema === null || !('type' in schema)) return 'any';
  const { type } = schema;
  return Array.isArray(type) ? type.join(' | ') : String(type);
}
