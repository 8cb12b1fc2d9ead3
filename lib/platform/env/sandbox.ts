import type * as z from 'zod';
import type { EnvSchema } from './schema';

type Settings = Pick<z.infer<typeof EnvSchema>, 'PIPEDREAM_CLIENT_ID' | 'COMPOSIO_API_KEY' | 'SANDBOX'>;

/**
 * Whether the built-in sandbox stands in for providers without credentials. Left to itself it does so only while no
 * provider has any: beside a real one, an app that seems to work and reaches nobody would be taken for real.
 */
export function usesSandbox(settings: Settings): boolean {
  const given = credentials(settings);
  if (given.every(Boolean)) return false;
  return settings.SANDBOX ?? !hasCredentials(settings);
}

/** Whether at least one provider has credentials of the operator. */
export function hasCredentials(settings: Settings): boolean {
  return credentials(settings).some(Boolean);
}

function credentials({ PIPEDREAM_CLIENT_ID, COMPOSIO_API_KEY }: Settings): boolean[] {
  return [PIPEDREAM_CLIENT_ID, COMPOSIO_API_KEY].map((given) => given !== undefined);
}
