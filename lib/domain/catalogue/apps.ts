import { App } from '@/lib/contracts/app';
import type { AppCard, AppCardDetails, Category } from '@/lib/contracts/app-list';
import type { JsonObject } from '@/lib/contracts/json';
import { USABLE } from '@/lib/contracts/profile';
import type { Prisma } from '@/lib/generated/prisma/client';
import { asAccount, type Db, db } from '@/lib/platform/db';
import type { AppRef } from '@/lib/providers/provider';
import type { Principal } from '../identity/principal';
import { demoMark } from '../providers/open-provider';
import { listEnabledProviders, requireProvider } from '../providers/provider-settings';
import { ensureTools } from './discover-tools';
import { plainName } from './plain-name';
import { listAppTools } from './tools';
import { lookWhileSyncing, noSuchApp } from './while-syncing';

export type CatalogueRow = Prisma.AppGetPayload<{ select: typeof appShape }>;

/** What a card shows of it. */
export type CardRow = Omit<CatalogueRow, 'upstream'>;

export const appShape = {
  provider: true,
  slug: true,
  name: true,
  description: true,
  iconUrl: true,
  authType: true,
  categories: true,
  isVerified: true,
  upstream: true,
} satisfies Prisma.AppSelect;

/** An app of the catalogue, for connecting or discovering. What was removed upstream cannot be connected any more. */
export async function getApp(provider: string, slug: string): Promise<CatalogueRow> {
  const { found } = await lookWhileSyncing([provider], () => findApp(provider, slug), Boolean);
  if (!found) throw await noSuchApp([provider]);
  return found;
}

/** For a page's title: null where the page says itself that there is no such app. */
export async function findAppName(provider: string, slug: string): Promise<string | null> {
  return (await findApp(provider, slug))?.name ?? null;
}

/** Also one that has left the catalogue: what was begun with it has to be ended. */
export async function getKnownApp(provider: string, slug: string): Promise<CatalogueRow> {
  const row = await db().app.findUnique({ where: { provider_slug: { provider, slug } }, select: appShape });
  return row ?? getApp(provider, slug);
}

async function findApp(provider: string, slug: string): Promise<CatalogueRow | null> {
  const row = await db().app.findFirst({ where: { provider, slug, removedAt: null }, select: appShape });
  return row ?? findAppWrittenOtherwise(provider, slug);
}

/** Callers that know an app from another provider write its slug as that one does. Null unless just one can be meant. */
async function findAppWrittenOtherwise(provider: string, slug: string): Promise<CatalogueRow | null> {
  const slugs = await db().$queryRaw<{ slug: string }[]>`
    select slug from apps
    where removed_at is null and provider = ${provider} and split_part(plain, ' ', 1) = ${plainName(slug)} limit 2`;
  const [only] = slugs;
  if (!only || slugs.length > 1) return null;
  return db().app.findUnique({ where: { provider_slug: { provider, slug: only.slug } }, select: appShape });
}

export function toAppRef({ slug, upstream }: Pick<CatalogueRow, 'slug' | 'upstream'>): AppRef {
  return { slug, upstream: upstream as JsonObject };
}

/** With its tools, before anybody connected it. */
export async function getAppDetails(principal: Principal, provider: string, asked: string): Promise<AppCardDetails> {
  await requireProvider(principal, provider);
  const row = await getApp(provider, asked);
  const { slug } = row;
  const discoveredAt = await ensureTools({ provider, slug });
  return {
    ...presentApp(row),
    provider,
    connected: (await inAccount(principal, (tx) => connectedApps(tx, principal))).has(`${provider} ${slug}`),
    tools: await listAppTools({ provider, slug }),
    tools_discovered_at: discoveredAt?.toISOString() ?? null,
  };
}

export async function listPopularApps(principal: Principal, limit: number, provider?: string): Promise<AppCard[]> {
  const rows = await db().app.findMany({
    where: { removedAt: null, provider: { in: await providersFor(principal, provider) } },
    select: appShape,
    orderBy: [{ rank: 'asc' }, { slug: 'asc' }, { provider: 'asc' }],
    take: limit,
  });
  const connected = await inAccount(principal, (tx) => connectedApps(tx, principal));
  return rows.map((row) => presentCard(row, connected));
}

export async function listCategories(principal: Principal, provider?: string): Promise<Category[]> {
  const providers = await providersFor(principal, provider);
  return db().$queryRaw<Category[]>`
    select category as name, count(*)::int as count from apps, unnest(categories) as category
    where removed_at is null and provider = any(${providers})
    group by category order by count desc, category`;
}

/** A provider that is switched off is refused when it is asked for by name, and left out otherwise. */
export async function providersFor(principal: Principal, provider?: string): Promise<string[]> {
  if (provider === undefined) return listEnabledProviders(principal);
  await requireProvider(principal, provider);
  return [provider];
}

/** `provider slug` of what the account has a working grant for. */
export async function connectedApps(tx: Db, { accountId }: Principal): Promise<Set<string>> {
  if (!accountId) return new Set();
  const rows = await tx.connection.findMany({
    where: { accountId, status: { in: [...USABLE] } },
    select: { provider: true, appSlug: true },
    distinct: ['provider', 'appSlug'],
  });
  return new Set(rows.map(({ provider, appSlug }) => `${provider} ${appSlug}`));
}

/** Without an account there is nothing connected, and no row to be kept from. */
export function inAccount<Result>({ accountId }: Principal, work: (tx: Db) => Promise<Result>): Promise<Result> {
  return accountId ? asAccount(accountId, work) : db().$transaction(work);
}

export function presentCard(row: CardRow, connected: ReadonlySet<string>): AppCard {
  const { provider, slug } = row;
  return { ...presentApp(row), provider, connected: connected.has(`${provider} ${slug}`) };
}

export function presentApp(row: CardRow): App {
  return {
    slug: row.slug,
    name: row.name,
    description: row.description,
    icon_url: row.iconUrl,
    auth_type: App.shape.auth_type.parse(row.authType),
    categories: row.categories,
    is_verified: row.isVerified,
    demo: demoMark(row.provider),
  };
}
