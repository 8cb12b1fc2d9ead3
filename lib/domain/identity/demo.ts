import { env } from '@/lib/platform/env';

/** True while at least one provider runs against the built-in sandbox. Every page and answer says so. */
export function usesSandbox(): boolean {
  return env().SANDBOX_URL !== undefined && credentials().some((given) => !given);
}

/**
 * Demo mode lets anybody in without a password, so it ends as soon as one provider has real credentials:
 * a visitor must not reach a real service on the operator's account.
 */
export function isDemoMode(): boolean {
  return env().SANDBOX_URL !== undefined && credentials().every((given) => !given);
}

function credentials(): boolean[] {
  const { PIPEDREAM_CLIENT_ID, COMPOSIO_API_KEY } = env();
  return [PIPEDREAM_CLIENT_ID, COMPOSIO_API_KEY].map((given) => given !== undefined);
}
