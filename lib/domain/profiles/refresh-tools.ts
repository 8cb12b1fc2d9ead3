import * as z from 'zod';
import { asSystem, db } from '@/lib/platform/db';
import { defineJob } from '@/lib/platform/jobs';
import { log } from '@/lib/platform/log';
import { discoverTools, lastDiscovery } from '../catalogue/discover-tools';
import { listStoredTools } from '../catalogue/tools';
import { isAvailable } from '../providers/provider-settings';
import { defaultTools, writeDefaultTools } from './default-tools';

const BATCH = 20;

/** Apps that somebody connected are discovered again every few hours; those that could not be at first, at once. */
export async function refreshTools(): Promise<void> {
  const due = await asSystem(
    (tx) =>
      tx.$queryRaw<{ provider: string; slug: string }[]>`
      select distinct a.provider, a.slug, a.tools_synced_at from apps a
      join profiles p on p.provider = a.provider and p.app_slug = a.slug
      where p.is_connected and (a.tools_synced_at is null or a.tools_synced_at < now() - interval '6 hours')
      order by a.tools_synced_at nulls first limit ${BATCH}`,
  );
  for (const { provider, slug } of due) {
    if (!isAvailable(provider)) continue;
    await discoverTools({ provider, slug }).catch((cause) =>
      log().warn({ cause, provider, slug }, 'tools could not be discovered again'),
    );
  }
  await giveDefaults();
}

/** For an app that was connected while its provider would not say what it offers: within seconds, and ever later. */
export const discoverSoon = defineJob({
  name: 'discover-tools',
  schema: z.object({ provider: z.string(), slug: z.string() }),
  retryLimit: 12,
  retryDelayS: 2,
  run: async ({ provider, slug }) => {
    if ((await lastDiscovery({ provider, slug })) === null) await discoverTools({ provider, slug });
    await giveDefaults({ provider, appSlug: slug });
  },
});

/** Profiles that were connected while their tools could not be discovered get what they would have got then. */
export async function giveDefaults(of: { provider?: string; appSlug?: string } = {}): Promise<void> {
  const waiting = await asSystem((tx) =>
    tx.profile.findMany({
      where: { ...of, isConnected: true, toolsChosen: false },
      select: { id: true, provider: true, appSlug: true },
      take: 10 * BATCH,
    }),
  );
  for (const { id, provider, appSlug } of waiting) {
    const app = await db().app.findUnique({ where: { provider_slug: { provider, slug: appSlug } } });
    if (!app?.toolsSyncedAt) continue;
    const tools = defaultTools(await listStoredTools({ provider, slug: appSlug }));
    await asSystem((tx) => writeDefaultTools(tx, id, tools));
  }
}
