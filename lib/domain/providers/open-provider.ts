import type { JsonObject } from '@/lib/contracts/json';
import { AppError, notFound } from '@/lib/errors';
import { env } from '@/lib/platform/env';
import type { Env } from '@/lib/platform/env/schema';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/once';
import { resolveHost } from '@/lib/platform/outbound/address';
import { guardedFetch } from '@/lib/platform/outbound/fetch';
import { trustedPost } from '@/lib/platform/outbound/post';
import type { Provider, ProviderDefinition, ProviderIo } from '@/lib/providers/provider';
import { findProvider, listProviders } from '@/lib/providers/registry';
import { say } from '@/lib/sentence';

/** A little more than the longest deadline of a call, so that the deadline ends it and says why. */
const ANSWER_LIMIT_MS = 125_000;
const MAX_ANSWER_BYTES = 32 * 2 ** 20;
/** What a tool answers beyond this is never held: a hundred megabytes cost no more than these. */
const PRUNE_AT_BYTES = 4 * 2 ** 20;

/** The provider as this installation uses it, opened on first use and once per process. */
export function openProvider(id: string): Provider {
  const definition = definitionOf(id);
  return once(`provider:${id}`, () => definition.open(settingsOf(definition), io(id)));
}

export type ProviderBacking = 'service' | 'sandbox' | 'nothing';

const backings = new WeakMap<Env, Map<string, ProviderBacking>>();

/** What answers in the name of a provider: the service itself, the built-in sandbox, or nothing, when it is not set up. */
export function backingOf(id: string): ProviderBacking {
  const known = backings.get(env()) ?? new Map<string, ProviderBacking>();
  backings.set(env(), known);
  const backing = known.get(id) ?? findBacking(definitionOf(id));
  known.set(id, backing);
  return backing;
}

function findBacking(definition: ProviderDefinition): ProviderBacking {
  if (definition.settings(env()) !== null) return 'service';
  return env().SANDBOX_URL === undefined ? 'nothing' : 'sandbox';
}

/** The built-in sandbox stands in for the service. Every page and answer says so. */
export function isSandboxed(id: string): boolean {
  return backingOf(id) === 'sandbox';
}

/** For `demo` of whatever came from a provider: true from the sandbox, absent from anywhere else. */
export function demoMark(id: string): true | undefined {
  return isSandboxed(id) ? true : undefined;
}

/** The names of providers that the sandbox stands in for while another one is real; none while it stands in for all. */
export function listSandboxedBesideReal(): string[] {
  const oauth = listProviders().filter(({ kind }) => kind === 'oauth');
  if (oauth.every(({ id }) => backingOf(id) !== 'service')) return [];
  return oauth.filter(({ id }) => isSandboxed(id)).map(({ name }) => name);
}

function settingsOf(definition: ProviderDefinition): JsonObject {
  const { SANDBOX_URL } = env();
  const settings = definition.settings(env()) ?? (SANDBOX_URL ? definition.sandboxSettings(SANDBOX_URL) : null);
  if (!settings) throw new AppError('provider_unavailable', say('providers.notSetUp', { name: definition.name }));
  return settings;
}

function definitionOf(id: string): ProviderDefinition {
  const definition = findProvider(id);
  if (!definition) throw notFound('provider');
  return definition;
}

function io(provider: string): ProviderIo {
  const limits = { maxBytes: MAX_ANSWER_BYTES, pruneAtBytes: PRUNE_AT_BYTES };
  return {
    fetch: guardedFetch({ trusted: true, timeoutMs: ANSWER_LIMIT_MS, ...limits }),
    post: trustedPost(limits),
    resolveHost,
    log: (event, detail) => log().info({ provider, ...detail }, event),
  };
}
