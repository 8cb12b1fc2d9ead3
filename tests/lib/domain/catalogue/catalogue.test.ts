import { beforeAll, describe, expect, test } from 'vitest';
import { getAppDetails, listCategories, listPopularApps } from '@/lib/domain/catalogue/apps';
import { rankApps } from '@/lib/domain/catalogue/rank-apps';
import { searchApps } from '@/lib/domain/catalogue/search-apps';
import { syncCatalogue, syncCatalogues } from '@/lib/domain/catalogue/sync-catalogue';
import { getSync, listSyncs } from '@/lib/domain/catalogue/sync-state';
import type { Principal } from '@/lib/domain/identity/principal';
import { db } from '@/lib/platform/db';
import { connectAs } from '@/tests/support/connected';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { admin, database } = useProduct({}, { apps: 'synthetic' });
let workspace: TestWorkspace;
let jane: Principal;

beforeAll(async () => {
  await syncCatalogues();
  workspace = await makeWorkspace();
  jane = workspace.member.principal;
}, 120_000);

const search = (q: string, more: object = {}) => searchApps(jane, { q, limit: 20, ...more });
const slugs = async (q: string, more: object = {}) => [
  ...new Set((await search(q, more)).items.map(({ slug }) => slug)),
];

describe('search over three thousand apps', () => {
  test('there are that many', async () => {
    const [row] = await database.query<{ count: number }>('select count(*)::int as count from apps');
    expect(row?.count).toBeGreaterThanOrEqual(3000);
  });

  test('the exact name comes first, then names that begin so', async () => {
    expect((await slugs('gmail'))[0]).toBe('gmail');
    expect((await slugs('Slack'))[0]).toBe('slack');
    const google = (await search('google')).items.slice(0, 3).map(({ name }) => name.toLowerCase());
    expect(google.every((name) => name.startsWith('google'))).toBe(true);
  });

  test.each([
    ['gmial', 'gmail'],
    ['salck', 'slack'],
    ['notoin', 'notion'],
    ['hubsopt', 'hubspot'],
    ['salesfroce', 'salesforce'],
    ['githbu', 'github'],
  ])('a typo still finds its app: %s', async (typed, meant) => {
    expect((await slugs(typed)).slice(0, 3)).toContain(meant);
  });

  test('words of a name and of what it does find it', async () => {
    expect(await slugs('calendar')).toEqual(expect.arrayContaining([expect.stringMatching(/calendar/)]));
    expect((await search('goo cal')).items[0]?.name).toBe('Google Calendar');
  });

  test('what was typed is never a pattern or a query of its own', async () => {
    for (const q of [
      "'; drop table apps; --",
      '%',
      '_',
      '!&|:*()',
      '\\',
      "gmail' & 'x",
      '😀',
      '<->',
      'a'.repeat(200),
    ]) {
      expect(Array.isArray((await search(q)).items)).toBe(true);
    }
    expect((await search('%')).items).toEqual([]);
  });

  test('pages follow each other without a gap or a repeat', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await search('app', { limit: 50, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ provider, slug }) => `${provider} ${slug}`));
      cursor = page.nextCursor ?? undefined;
    } while (cursor && seen.length < 400);
    expect(new Set(seen).size).toBe(seen.length);
    await expect(search('', { cursor: 'bm9wZQ' })).rejects.toMatchObject({ code: 'invalid_request' });
  });

  test('by provider and by category', async () => {
    const { items } = await search('', { provider: 'composio', limit: 50 });
    expect(new Set(items.map(({ provider }) => provider))).toEqual(new Set(['composio']));
    const [category] = await listCategories(jane);
    const within = await search('', { category: category?.name ?? '' });
    expect(within.items.every(({ categories }) => categories.includes(category?.name ?? ''))).toBe(true);
    await expect(search('', { provider: 'nobody' })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('what the account connected comes before everything, for that account alone', async () => {
    await connectAs(workspace.member, 'pipedream', { app: 'zoho_crm' });
    expect((await search('')).items[0]).toMatchObject({ slug: 'zoho_crm', provider: 'pipedream', connected: true });
    const { items } = await searchApps(workspace.admin.principal, { q: '', limit: 20 });
    expect(items.some(({ connected }) => connected)).toBe(false);
  });

  test.each(['googlesheets', 'google_sheets', 'Google Sheets', 'GOOGLE-SHEETS', 'googlesheet'])(
    'an app is found at every provider, however its name is written: %s',
    async (q) => {
      const first = (await search(q)).items.slice(0, 2).map(({ provider, slug }) => `${provider} ${slug}`);
      expect(first.sort()).toEqual(['composio googlesheets', 'pipedream google_sheets']);
    },
  );

  test('an app is opened by the slug of another provider, and no app is listed twice by one', async () => {
    expect(await getAppDetails(jane, 'pipedream', 'googlesheets')).toMatchObject({ slug: 'google_sheets' });
    expect(await getAppDetails(jane, 'composio', 'google_sheets')).toMatchObject({ slug: 'googlesheets' });
    const { items } = await search('google', { limit: 100 });
    expect(items.length).toBeGreaterThan(10);
    const names = items.map(({ provider, slug }) => `${provider} ${slug.replace(/[^a-z0-9]/g, '')}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test('the popular ones, in order', async () => {
    const popular = await listPopularApps(jane, 5);
    expect(popular).toHaveLength(5);
    expect(popular.map(({ slug }) => slug)).toContain('gmail');
  });

  test('the best known apps of every provider stand side by side, however each of them counts', async () => {
    const popular = await listPopularApps(jane, 50);
    const ofPipedream = popular.filter(({ provider }) => provider === 'pipedream').length;
    expect(ofPipedream).toBe(popular.filter(({ provider }) => provider === 'composio').length);
    for (const q of ['', 'a']) {
      const stranger = workspace.admin.principal;
      const { items } = await searchApps(stranger, { q, limit: 20 });
      expect(items.slice(0, 10).filter(({ provider }) => provider === 'pipedream').length).toBeGreaterThanOrEqual(3);
      expect(items.slice(0, 10).filter(({ provider }) => provider === 'composio').length).toBeGreaterThanOrEqual(3);
    }
  });

  test('databases, whose use nobody measures, come behind the best known apps and before the crowd', async () => {
    const popular = await listPopularApps(jane, 60);
    const places = popular.flatMap(({ provider }, place) => (provider === 'database' ? [place] : []));
    expect(places).toHaveLength(4);
    expect(Math.min(...places)).toBeGreaterThanOrEqual(30);
  });
});

describe('an app before anybody connected it', () => {
  test('shows its tools with their schemas', async () => {
    const details = await getAppDetails(jane, 'composio', 'slack');
    expect(details).toMatchObject({ slug: 'slack', provider: 'composio', connected: false });
    expect(details.tools.length).toBeGreaterThan(3);
    expect(details.tools[0]?.input_schema).toMatchObject({ type: 'object' });
  });

  test('is not found at a provider that does not have it', async () => {
    await expect(getAppDetails(jane, 'composio', 'no-such-app')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('reading the catalogue', () => {
  const rows = () => database.query<{ slug: string }>(`select * from apps where provider = 'composio' order by slug`);

  test('says how far it is, and reads no second time what is fresh', async () => {
    const syncs = await listSyncs(jane);
    expect(syncs.length).toBeGreaterThan(1);
    expect(new Set(syncs.map(({ state }) => state))).toEqual(new Set(['done']));
    const before = await getSync('composio');
    await syncCatalogue('composio');
    expect(await getSync('composio')).toEqual(before);
  });

  test('again changes nothing but when it was seen', async () => {
    const strip = (all: object[]) => all.map((row) => ({ ...row, synced_at: null }));
    const before = strip(await rows());
    await syncCatalogue('composio', { now: true });
    expect(strip(await rows())).toEqual(before);
    const [{ changed } = { changed: -1 }] = await database.query<{ changed: number }>(
      `select changed from catalogue_syncs where provider = 'composio'`,
    );
    expect(changed).toBe(0);
  }, 60_000);

  test('that moves an app up moves those it overtook down', async () => {
    const ranks = () =>
      database.query(
        `select slug, rank from apps where provider = 'pipedream' and removed_at is null order by rank limit 3`,
      );
    const [first, second, third] = (await ranks()).map(({ slug }) => slug);
    await database.query(`update apps set popularity = 1e12 where provider = 'pipedream' and slug = $1`, [third]);
    await db().$transaction((tx) => rankApps(tx, 'pipedream'));
    expect(await ranks()).toEqual([third, first, second].map((slug, place) => ({ slug, rank: place + 1 })));
    await syncCatalogue('pipedream', { now: true });
    expect(await ranks()).toEqual([first, second, third].map((slug, place) => ({ slug, rank: place + 1 })));
  }, 60_000);

  test('marks what the provider no longer has, and brings back what it has again', async () => {
    await database.query(
      `insert into apps (provider, slug, name, auth_type) values ('composio', 'vanished', 'Vanished', 'oauth')`,
    );
    await database.query(`update apps set removed_at = now() where provider = 'composio' and slug = 'gmail'`);
    await syncCatalogue('composio', { now: true });
    expect(await slugs('vanished', { provider: 'composio' })).not.toContain('vanished');
    expect(await slugs('gmail', { provider: 'composio' })).toContain('gmail');
  }, 60_000);

  test('that was cut off says so, removes nothing, and goes on where it stopped', async () => {
    const before = await rows();
    await admin('PUT', '/admin/faults', { provider: 'pipedream', status: 500 });
    await expect(syncCatalogue('pipedream', { now: true })).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(await getSync('pipedream')).toMatchObject({ state: 'failed' });
    expect((await rows()).length).toBe(before.length);
    await admin('DELETE', '/admin/faults');
    expect(await syncCatalogue('pipedream')).toMatchObject({ state: 'done', failure: null });
  }, 90_000);
});
