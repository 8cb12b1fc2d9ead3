import * as z from 'zod';
import { invalidField } from '@/lib/errors';
import { db } from '@/lib/platform/db';
import { memory } from '@/lib/platform/memory';
import { listProviders } from '@/lib/providers/registry';
import { say } from '@/lib/sentence';
import type { Principal } from '../identity/principal';
import { backingOf, type ProviderBacking } from './open-provider';
import { isProviderEnabled } from './provider-settings';

type Workspace = Pick<Principal, 'workspaceId'>;

const Settings = z.object({ provider_preference: z.array(z.string()).default([]) });

/** Cleared by a change of any workspace. */
const known = memory<string[]>({
  name: 'provider-preference',
  stale: ({ table }) => (table === 'workspaces' ? 'all' : []),
});

/** The providers that may serve an app, in the order that the workspace prefers. */
export async function preferredProviders(workspace: Workspace): Promise<string[]> {
  const ordered = await getProviderPreference(workspace);
  const enabled = await Promise.all(ordered.map((id) => isProviderEnabled(workspace, id)));
  return ordered.filter((_, index) => enabled[index]);
}

/**
 * All that can serve an app, switched off or not. Where the workspace said nothing, real credentials come before the
 * sandbox, and both before what is not set up; the rest is as they are registered.
 */
export async function getProviderPreference({ workspaceId }: Workspace): Promise<string[]> {
  const preferred = await known().get(workspaceId, async () => {
    const { settings } = await db().workspace.findUniqueOrThrow({
      where: { id: workspaceId },
      select: { settings: true },
    });
    return Settings.catch({ provider_preference: [] }).parse(settings).provider_preference;
  });
  const choosable = choosableProviders();
  return [...new Set([...preferred.filter((id) => choosable.includes(id)), ...choosable])];
}

/** What is connected stays with its provider; the next app connected by its name goes through the first that has it. */
export async function setProviderPreference(workspace: Workspace, providers: string[]): Promise<string[]> {
  const choosable = choosableProviders();
  if (providers.some((id) => !choosable.includes(id))) {
    throw invalidField('providers', say('general.someOf', { names: choosable.join(', ') }));
  }
  const change = JSON.stringify({ provider_preference: [...new Set(providers)] });
  const { workspaceId } = workspace;
  await db().$executeRaw`update workspaces set settings = settings || ${change}::jsonb where id = ${workspaceId}::uuid`;
  known().forget([workspaceId]);
  return getProviderPreference(workspace);
}

const BACKINGS: readonly ProviderBacking[] = ['service', 'sandbox', 'nothing'];

function choosableProviders(): string[] {
  const ids = listProviders().flatMap(({ id, kind }) => (kind === 'oauth' ? [id] : []));
  return ids.sort((one, other) => BACKINGS.indexOf(backingOf(one)) - BACKINGS.indexOf(backingOf(other)));
}
