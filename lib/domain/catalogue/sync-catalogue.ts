import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import { AppSlug } from '@/lib/contracts/app';
import type { CatalogueSync } from '@/lib/contracts/app-list';
import { AppError, notFound, toAppError } from '@/lib/errors';
import { type Db, db } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/once';
import type { CatalogueApp } from '@/lib/providers/provider';
import { findProvider, listProviders } from '@/lib/providers/registry';
import { say } from '@/lib/sentence';
import { backingOf, openProvider } from '../providers/open-provider';
import { isAvailable } from '../providers/provider-settings';
import { fitApp } from './fit-listing';
import { rankApps } from './rank-apps';
import { getSync } from './sync-state';

const PAGE_LIMIT_MS = 60_000;
/** A large catalogue is written while the database has other work too. */
const STORE_LIMIT_MS = 60_000;
/** A provider whose cursor never ends must not be read for ever. */
const MAX_PAGES = 500;
/** Read anew after a day; an interrupted reading goes on from its page for as long. */
const FRESH_MS = 24 * 60 * 60 * 1000;
/** A reading that finds less than this share of what is known may have been cut short by the provider. */
const MIN_SHARE_FOUND = 9 / 10;
/** What is missing from such a reading is gone when the reading of the day before did not find it either. */
const DOUBT_MS = 1.5 * FRESH_MS;

/** Every provider beside the others, so that one that does not answer does not keep them waiting. */
export async function syncCatalogues(): Promise<void> {
  const available = listProviders().filter(({ id }) => isAvailable(id));
  await Promise.all(
    available.map(({ id }) =>
      syncCatalogue(id).then(
        () => failures.delete(id),
        (cause: unknown) => logFailure(id, cause),
      ),
    ),
  );
}

/** By provider, how the last reading failed. */
const failures = once('failed-catalogues', () => new Map<string, string>());

/** A reading that fails as the one a minute before it did is no news. */
function logFailure(provider: string, cause: unknown): void {
  const { message } = toAppError(cause);
  if (failures.get(provider) === message) return;
  failures.set(provider, message);
  log().warn({ cause, provider }, 'a catalogue could not be read; it is tried again every minute');
}

/**
 * Reads a provider's catalogue page by page into ours, writing only what differs. A reading that was cut off goes on
 * where it stopped; only a whole one may say that an app is gone.
 */
export async function syncCatalogue(provider: string, { now = false } = {}): Promise<CatalogueSync> {
  const begun = await begin(provider, now);
  if (!begun) return getSync(provider);
  const reading = { provider, startedAt: begun.startedAt };
  try {
    const end = await readPages(reading, begun.cursor);
    if (end !== 'overtaken') await db().$transaction((tx) => finish(tx, reading, end), { timeout: STORE_LIMIT_MS });
  } catch (caught) {
    const failure = toAppError(caught).message;
    await db().catalogueSync.updateMany({ where: { ...reading, finishedAt: null }, data: { failure } });
    throw caught;
  }
  return getSync(provider);
}

/** One reading of a catalogue. Two readings of one provider differ in when they began. */
type Reading = { provider: string; startedAt: Date };

async function finish(tx: Db, { provider, startedAt }: Reading, end: 'whole' | 'circle'): Promise<void> {
  const finishedAt = new Date();
  const sync = { finishedAt, completeAt: finishedAt, cursor: null };
  const [ended] = await tx.catalogueSync.updateManyAndReturn({
    where: { provider, startedAt, finishedAt: null },
    data: sync,
    select: { seen: true },
  });
  if (!ended) return;
  // An empty answer is taken for a fault of the provider, not for the end of all apps.
  if (ended.seen === 0) throw new AppError('provider_rejected', say('catalogue.empty'));
  if (end === 'whole') {
    const known = await tx.app.count({ where: { provider, removedAt: null } });
    const isShort = ended.seen < known * MIN_SHARE_FOUND;
    const unseenSince = new Date(startedAt.getTime() - (isShort ? DOUBT_MS : 0));
    const { count } = await tx.app.updateMany({
      where: { provider, removedAt: null, syncedAt: { lt: unseenSince } },
      data: { removedAt: finishedAt },
    });
    if (isShort) {
      const found = { provider, found: ended.seen, known, removed: count };
      log().warn(found, 'a catalogue is much shorter than before; what is missing twice is removed');
    }
  }
  await rankApps(tx, provider);
}

/** Null when it was read not long ago, from what answers in the provider's name now. */
async function begin(provider: string, now: boolean): Promise<{ startedAt: Date; cursor: string | null } | null> {
  if (!findProvider(provider)) throw notFound('provider');
  const row = await db().catalogueSync.findUnique({ where: { provider } });
  const source = backingOf(provider);
  const isOfSource = row !== null && (row.source ?? source) === source;
  const isFresh = isOfSource && Date.now() - row.startedAt.getTime() < FRESH_MS && !now;
  if (row?.finishedAt && isFresh) return null;
  if (row && !row.finishedAt && row.cursor && isFresh) {
    await db().catalogueSync.update({ where: { provider }, data: { failure: null } });
    return { startedAt: row.startedAt, cursor: row.cursor };
  }
  if (row && !isOfSource) await forgetApps(provider);
  const fresh = {
    ...(isOfSource ? {} : { completeAt: null }),
    source,
    startedAt: new Date(),
    cursor: null,
    seen: 0,
    changed: 0,
    finishedAt: null,
    failure: null,
  };
  await db().catalogueSync.upsert({ where: { provider }, create: { provider, ...fresh }, update: fresh });
  return { startedAt: fresh.startedAt, cursor: null };
}

/** From now on it counts as not read, and its reading begins with the first page. One that is under way does. */
export async function markForReading(provider: string): Promise<void> {
  await db().catalogueSync.updateMany({
    where: { provider, OR: [{ finishedAt: { not: null } }, { failure: { not: null } }] },
    data: { startedAt: new Date(), cursor: null, seen: 0, changed: 0, finishedAt: null, failure: null },
  });
}

/** What the sandbox listed is not what the service has, nor the other way round. Profiles of it stay. */
async function forgetApps(provider: string): Promise<void> {
  const gone = { removedAt: new Date(), toolsSyncedAt: null };
  await db().app.updateMany({ where: { provider, removedAt: null }, data: gone });
}

/** A service that is unwell for a moment must not leave its catalogue half read. */
const patience = retry(handleWhen(isOutage), {
  maxAttempts: 4,
  backoff: new ExponentialBackoff({ initialDelay: 1_000, maxDelay: 10_000 }),
});

function isOutage(error: Error): boolean {
  return error instanceof AppError && (error.code === 'provider_unavailable' || error.code === 'rate_limited');
}

/**
 * Each page is stored by whoever comes first: a slow reading is also taken up by the job that goes on with those that
 * were cut off, and one that is begun anew ends the one before it. Whoever was overtaken stops. Where cursors lead in a
 * circle, nobody knows what the provider left out.
 */
async function readPages(reading: Reading, from: string | null): Promise<'whole' | 'circle' | 'overtaken'> {
  const { provider } = reading;
  const source = await openProvider(provider);
  const seenCursors = new Set<string | null>([from]);
  let cursor = from;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const after = cursor;
    const { items, nextCursor } = await patience.execute(() =>
      source.listApps({ cursor: after, signal: AbortSignal.timeout(PAGE_LIMIT_MS) }),
    );
    const isCircle = nextCursor !== null && seenCursors.has(nextCursor);
    const stored = { items, after, nextCursor: isCircle ? null : nextCursor };
    const isFirst = await db().$transaction((tx) => storePage(tx, reading, stored), { timeout: STORE_LIMIT_MS });
    if (!isFirst) return 'overtaken';
    if (isCircle) return 'circle';
    if (nextCursor === null) return 'whole';
    seenCursors.add(nextCursor);
    cursor = nextCursor;
  }
  // Read anew the next time: what goes on from here could come to an end without ever having listed the rest.
  await db().catalogueSync.updateMany({ where: reading, data: { cursor: null } });
  throw new AppError('provider_rejected', say('catalogue.endless'));
}

/** The icons of the sandbox come from here, under whatever name a page was opened. */
function withoutOwnOrigin(address: string | null): string | null {
  const own = `${env().appUrl}/`;
  return address?.startsWith(own) ? address.slice(own.length - 1) : address;
}

type PageToStore = { items: CatalogueApp[]; after: string | null; nextCursor: string | null };

/**
 * One statement for a page. A row that says the same as before is only marked as seen. False when somebody else has
 * stored what comes after this cursor.
 */
async function storePage(tx: Db, reading: Reading, { items, after, nextCursor }: PageToStore): Promise<boolean> {
  const { provider, startedAt } = reading;
  // What cannot be named in an address can be opened and connected by nobody.
  const named = items.filter(({ slug }) => AppSlug.safeParse(slug).success && !slug.includes('..'));
  const apps = named.map((app) => fitApp({ ...app, icon_url: withoutOwnOrigin(app.icon_url) }));
  const unique = [...new Map(apps.map((app) => [app.slug, app])).values()];
  const { count } = await tx.catalogueSync.updateMany({
    where: { ...reading, cursor: after, finishedAt: null },
    data: { cursor: nextCursor, seen: { increment: unique.length } },
  });
  if (count === 0) return false;
  const changed = await tx.$executeRaw`
    insert into apps (provider, slug, name, description, icon_url, auth_type, categories, is_verified, popularity,
      upstream, synced_at)
    select ${provider}, app->>'slug', app->>'name', app->>'description', app->>'icon_url', app->>'auth_type',
      array(select jsonb_array_elements_text(app->'categories')), (app->>'is_verified')::boolean,
      (app->>'popularity')::float8, app->'upstream', ${startedAt}
    from jsonb_array_elements(${JSON.stringify(unique)}::jsonb) as app
    on conflict (provider, slug) do update set name = excluded.name, description = excluded.description,
      icon_url = excluded.icon_url, auth_type = excluded.auth_type, categories = excluded.categories,
      is_verified = excluded.is_verified, popularity = excluded.popularity, upstream = excluded.upstream,
      synced_at = excluded.synced_at, removed_at = null
    where (apps.name, apps.description, apps.icon_url, apps.auth_type, apps.categories, apps.is_verified,
      apps.popularity, apps.upstream, apps.removed_at)
      is distinct from (excluded.name, excluded.description, excluded.icon_url, excluded.auth_type,
      excluded.categories, excluded.is_verified, excluded.popularity, excluded.upstream, null::timestamptz)`;
  // What people know best comes first; where the others stand is worked out once, at the end.
  if (changed > 0 && after === null) await rankApps(tx, provider);
  const slugs = unique.map(({ slug }) => slug);
  await tx.$executeRaw`
    update apps set synced_at = ${startedAt}
    where provider = ${provider} and slug = any(${slugs}) and synced_at < ${startedAt}`;
  await tx.catalogueSync.updateMany({ where: reading, data: { changed: { increment: changed } } });
  return true;
}
