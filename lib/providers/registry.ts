import { composio } from './composio';
import { database } from './database';
import { pipedream } from './pipedream';
import type { ProviderDefinition } from './provider';

/** Every provider there is, in the order in which they are offered. Nothing else knows their names. */
const PROVIDERS: ProviderDefinition[] = [pipedream, composio, database];

export function listProviders(): readonly ProviderDefinition[] {
  return PROVIDERS;
}

export function findProvider(id: string): ProviderDefinition | null {
  return PROVIDERS.find((provider) => provider.id === id) ?? null;
}
