import type { Page } from '@/lib/contracts/paging';
import type { ProfileDetails, ProfileDetailsQuery } from '@/lib/contracts/profile-list';
import type { Prisma } from '@/lib/generated/prisma/client';
import { asAccount, type Db } from '@/lib/platform/db';
import type { Principal } from '../identity/principal';
import { toPage } from '../storage/paging';
import { details, matching, newest, positionOf, presentDetails } from './profiles';
import { isNewestFirst, sortProfiles } from './sort-profiles';
import { hasOwnTools, type KnownTools, ownTools } from './tool-states';

type AppName = { provider: string; appSlug: string };
type ProfileRow = Prisma.ProfileGetPayload<{ select: typeof details }>;

/** The account's profiles with what the profile manager shows of each: its grant, its tools, its icon. */
export async function listProfileDetails(
  { accountId }: Principal,
  query: ProfileDetailsQuery,
): Promise<Page<ProfileDetails>> {
  if (!accountId) return { items: [], nextCursor: null };
  return asAccount(accountId, async (tx) => {
    if (!isNewestFirst(query)) {
      const { ids, nextCursor } = await sortProfiles(tx, accountId, query);
      const rows = await tx.profile.findMany({ where: { accountId, id: { in: ids } }, select: details });
      const items = new Map((await present(tx, rows)).map((profile) => [profile.profile_id, profile]));
      return { items: ids.flatMap((id) => items.get(id) ?? []), nextCursor };
    }
    const where = { accountId, ...matching(query) };
    const rows = await tx.profile.findMany({ where, select: details, ...newest(query) });
    return toPage(await present(tx, rows), query.limit, positionOf);
  });
}

async function present(tx: Db, rows: ProfileRow[]): Promise<ProfileDetails[]> {
  const [tools, icons] = await Promise.all([readToolNames(tx, rows), readIcons(tx, rows)]);
  return rows.map((row) => {
    const names = tools.get(nameOf(row)) ?? [];
    const known = row.knownTools as KnownTools;
    return {
      ...presentDetails(row),
      tools_total: names.length,
      tools_new: names.filter((name) => !Object.hasOwn(known, name)).length,
      ...(hasOwnTools(row.provider) && ownTools(known)),
      icon_url: icons.get(nameOf(row)) ?? null,
    };
  });
}

/** One question for all rows, and none of the schemas. */
async function readToolNames(tx: Db, rows: AppName[]): Promise<Map<string, string[]>> {
  const found = await tx.tool.findMany({
    where: { removedAt: null, OR: appsOf(rows).map(({ provider, appSlug }) => ({ provider, appSlug })) },
    select: { provider: true, appSlug: true, name: true },
  });
  const names = new Map<string, string[]>();
  for (const tool of found) names.set(nameOf(tool), [...(names.get(nameOf(tool)) ?? []), tool.name]);
  return names;
}

export async function readIcons(tx: Db, rows: AppName[]): Promise<Map<string, string | null>> {
  const found = await tx.app.findMany({
    where: { OR: appsOf(rows).map(({ provider, appSlug }) => ({ provider, slug: appSlug })) },
    select: { provider: true, slug: true, iconUrl: true },
  });
  return new Map(found.map(({ provider, slug, iconUrl }) => [nameOf({ provider, appSlug: slug }), iconUrl]));
}

function appsOf(rows: AppName[]): AppName[] {
  return [...new Map(rows.map((row) => [nameOf(row), row])).values()];
}

export function nameOf({ provider, appSlug }: AppName): string {
  return `${provider} ${appSlug}`;
}
