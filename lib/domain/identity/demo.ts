import { env } from '@/lib/platform/env';
import { hasCredentials } from '@/lib/platform/env/sandbox';
import { findFirstWorkspaceId } from './workspaces';

/** True while at least one provider runs against the built-in sandbox. Every page and answer says so. */
export function usesSandbox(): boolean {
  return env().SANDBOX_URL !== undefined;
}

/**
 * Whether anybody may come in without a password. By itself it ends for good as soon as the product is somebody's: it
 * has a workspace, a key in the environment or credentials of a provider. `DEMO` says otherwise, either way.
 */
export async function isDemoOpen(): Promise<boolean> {
  const { DEMO, AGENT_API_KEY } = env();
  if (!usesSandbox()) return false;
  if (DEMO !== undefined) return DEMO;
  if (AGENT_API_KEY || hasCredentials(env())) return false;
  return (await findFirstWorkspaceId()) === null;
}
