import { env } from '@/lib/platform/env';
import { findFirstWorkspaceId } from './workspaces';

/** True while at least one provider runs against the built-in sandbox. Every page and answer says so. */
export function usesSandbox(): boolean {
  return env().SANDBOX_URL !== undefined && credentials().some((given) => !given);
}

/**
 * Whether anybody may come in without a password. By itself it ends for good as soon as the product is somebody's: it
 * has a workspace, a key in the environment or credentials of a provider. `DEMO` says otherwise, either way.
 */
export async function isDemoOpen(): Promise<boolean> {
  const { SANDBOX_URL, DEMO, AGENT_API_KEY } = env();
  if (SANDBOX_URL === undefined) return false;
  if (DEMO !== undefined) return DEMO;
  if (AGENT_API_KEY || credentials().some((given) => given)) return false;
  return (await findFirstWorkspaceId()) === null;
}

function credentials(): boolean[] {
  const { PIPEDREAM_CLIENT_ID, COMPOSIO_API_KEY } = env();
  return [PIPEDREAM_CLIENT_ID, COMPOSIO_API_KEY].map((given) => given !== undefined);
}
