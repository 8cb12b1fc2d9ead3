import * as z from 'zod';
import { db } from '@/lib/platform/db';
import { memory } from '@/lib/platform/memory';
import { listProviders } from '@/lib/providers/registry';
import type { Principal } from '../identity/principal';
import { isProviderEnabled } from './provider-settings';

const Settings = z.object({ provider_preference: z.array(z.string()).default([]) });

/** Cleared by a change of any workspace. */
const known = () =>
  memory<string[]>({ name: 'provider-preference', stale: ({ table }) => (table === 'workspaces' ? 'all' : []) });

/** The providers that may serve an app, in the order that the workspace prefers; without one, as they are registered. */
export async function preferredProviders({ workspaceId }: Pick<Principal, 'workspaceId'>): Promise<string[]> {
  const preferred = await known().get(workspaceId, async () => {
    const { settings } = await db().workspace.findUniqueOrThrow({
      where: { id: workspaceId },
      select: { settings: true },
    });
    return Settings.catch({ provider_preference: [] }).parse(settings).provider_preference;
  });
  const registered = listProviders().flatMap(({ id, kind }) => (kind === 'oauth' ? [id] : []));
  const ordered = [...preferred.filter((id) => registered.includes(id)), ...registered];
  const enabled = await Promise.all(ordered.map((id) => isProviderEnabled({ workspaceId }, id)));
  return [...new Set(ordered.filter((_, index) => enabled[index]))];
}
