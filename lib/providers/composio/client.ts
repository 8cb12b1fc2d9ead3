import type { Composio } from '@composio/core';
import { upstreamFetch } from '../upstream/fetch';
import type { ComposioSettings } from './settings';

export const SERVICE = 'Composio';

export type ComposioClient = ReturnType<Composio['getClient']>;

/** Ours ends every request sooner; this only keeps the library from ending it first with an error of its own. */
const LIBRARY_LIMIT_MS = 130_000;

/**
 * The library's raw client, made on first use: the library is large, and throws on construction without a key. It
 * reports nothing to anybody, asks no registry for newer versions, repeats no request, and is never serialised,
 * because its printed form holds the key.
 */
export function lazyClient(settings: ComposioSettings, send: typeof fetch): () => Promise<ComposioClient> {
  let made: Promise<ComposioClient> | null = null;
  return () => {
    made ??= createClient(settings, send);
    return made;
  };
}

async function createClient({ apiKey, baseUrl }: ComposioSettings, send: typeof fetch): Promise<ComposioClient> {
  const library = await import('@composio/core');
  const composio = new library.Composio({
    apiKey,
    baseURL: baseUrl,
    allowTracking: false,
    disableVersionCheck: true,
  });
  return composio.getClient().withOptions({
    fetch: upstreamFetch(SERVICE, send),
    maxRetries: 0,
    timeout: LIBRARY_LIMIT_MS,
    logLevel: 'off',
  });
}
