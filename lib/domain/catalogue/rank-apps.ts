import type { Db } from '@/lib/platform/db';

/** Where an app stands whose provider measures nothing: behind the best known of the others, before their crowd. */
const UNMEASURED = 20;

/**
 * Pipedream weighs its apps, Composio sorts them by use, databases are not measured at all: such figures cannot be
 * compared. The places they lead to can: the tenth of one provider is about as well known as the tenth of another.
 */
export async function rankApps(tx: Db, provider: string): Promise<void> {
  await tx.$executeRaw`
    update apps set rank = ranked.rank
    from (
      select slug, case when popularity is null then ${UNMEASURED}::int
        else row_number() over (order by popularity desc nulls last, slug) end as rank
      from apps where provider = ${provider} and removed_at is null
    ) as ranked
    where apps.provider = ${provider} and apps.slug = ranked.slug and apps.rank <> ranked.rank`;
}
