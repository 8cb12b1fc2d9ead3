import type { JsonObject } from '@/lib/contracts/json';
import { AppError } from '@/lib/errors';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/once';
import { resolveHost } from '@/lib/platform/outbound/address';
import { guardedFetch } from '@/lib/platform/outbound/fetch';
import { trustedPost } from '@/lib/platform/outbound/post';
import type { Provider, ProviderDefinition, ProviderIo } from '@/lib/providers/provider';
import { findProvider } from '@/lib/providers/registry';

/** A little more than the longest deadline of a call, so that the deadline ends it and says why. */
const ANSWER_LIMIT_MS = 125_000;
const MOST_ANSWER_BYTES = 32 * 2 ** 20;
/** What a tool answers beyond this is never held: a hundred megabytes cost no more than these. */
const PRUNE_AT_BYTES = 4 * 2 ** 20;

/** The provider as this installation uses it, opened on first use and once per process. */
export function openProvider(id: string): Provider {
  const definition = definitionOf(id);
  return once(`provider:${id}`, () => definition.open(settingsOf(definition), io(id)));
}

/** The operator gave no credentials, so the built-in sandbox stands in for the service. Every page says so. */
export function isSandboxed(id: string): boolean {
  const definition = definitionOf(id);
  return definition.settings(env()) === null && env().SANDBOX_URL !== undefined;
}

function settingsOf(definition: ProviderDefinition): JsonObject {
  const { SANDBOX_URL } = env();
  const settings = definition.settings(env()) ?? (SANDBOX_URL ? definition.sandboxSettings(SANDBOX_URL) : null);
  if (!settings) throw new AppError('provider_unavailable', `${definition.name} has not been set up here.`);
  return settings;
}

function definitionOf(id: string): ProviderDefinition {
  const definition = findProvider(id);
  if (!definition) throw new AppError('not_found', 'There is no such provider.');
  return definition;
}

function io(provider: string): ProviderIo {
  const limits = { mostBytes: MOST_ANSWER_BYTES, pruneAtBytes: PRUNE_AT_BYTES };
  return {
    fetch: guardedFetch({ trusted: true, timeoutMs: ANSWER_LIMIT_MS, ...limits }),
    post: trustedPost(limits),
    resolveHost,
    log: (event, detail) => log().info({ provider, ...detail }, event),
  };
}
