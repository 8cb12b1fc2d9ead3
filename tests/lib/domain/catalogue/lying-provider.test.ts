import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { discoverTools } from '@/lib/domain/catalogue/discover-tools';
import { requestSync } from '@/lib/domain/catalogue/request-sync';
import { searchApps } from '@/lib/domain/catalogue/search-apps';
import { syncCatalogue } from '@/lib/domain/catalogue/sync-catalogue';
import { getSync } from '@/lib/domain/catalogue/sync-state';
import { listAppTools } from '@/lib/domain/catalogue/tools';
import { forget } from '@/lib/platform/once';
import { makeWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { database } = useProduct();

/** By path, what Composio answers; what is text goes as it is. */
let answers: Record<string, (cursor: string | null) => unknown>;
let delayMs = 0;
const composio = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
  const body = answers[pathname.replace('/api/v3.1/', '')]?.(searchParams.get('cursor'));
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? { error: { message: 'unknown' } });
  const answer = () =>
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(text);
  setTimeout(answer, delayMs);
});

beforeAll(async () => {
  await new Promise<void>((resolve) => composio.listen(0, '127.0.0.1', resolve));
  const { port } = composio.address() as AddressInfo;
  Object.assign(process.env, { COMPOSIO_API_KEY: 'ak_made_up', COMPOSIO_BASE_URL: `http://127.0.0.1:${port}` });
  for (const name of ['env', 'provider:composio']) forget(name);
});
beforeEach(() => {
  answers = {};
});
afterAll(() => {
  for (const name of ['COMPOSIO_API_KEY', 'COMPOSIO_BASE_URL']) delete process.env[name];
  for (const name of ['env', 'provider:composio']) forget(name);
  composio.closeAllConnections();
  composio.close();
});

const toolkit = (slug: string, name = slug) => ({
  slug,
  name,
  auth_schemes: ['OAUTH2'],
  composio_managed_auth_schemes: ['OAUTH2'],
  meta: { description: name, logo: 'https://logos.composio.dev/x', categories: [], tools_count: 1 },
});
const page = (items: unknown[], next_cursor: string | null = null) => ({ items, next_cursor, total_items: 9 });
const tool = (slug: string, description: string, input_parameters: object = { type: 'object', properties: {} }) => ({
  slug,
  name: slug,
  description,
  input_parameters,
  tags: ['readOnlyHint'],
  version: '20260101_00',
});

async function found(q: string): Promise<string[]> {
  const { member } = await makeWorkspace();
  const { items } = await searchApps(member.principal, { q, limit: 5, provider: 'composio' });
  return items.map(({ slug }) => slug);
}

test('a catalogue that did not end is read anew, so that what it left out is not taken for gone', async () => {
  answers.toolkits = () => page([toolkit('quokka')]);
  await syncCatalogue('composio', { now: true });
  answers.toolkits = (cursor) => page([toolkit('bilby')], String(Number(cursor ?? 0) + 1));
  await expect(syncCatalogue('composio', { now: true })).rejects.toThrow('does not end');
  answers.toolkits = (cursor) => page([toolkit(cursor === null ? 'quokka' : 'bilby')]);
  await syncCatalogue('composio');
  expect(await getSync('composio')).toMatchObject({ state: 'done' });
  expect(await found('quokka')).toEqual(['quokka']);
}, 60_000);

test('a reading that finds much less than is known removes nothing at first, and what is missing twice', async () => {
  const all = Array.from({ length: 20 }, (_, index) => toolkit(`dunnart_${index}`));
  answers.toolkits = () => page([...all, toolkit('quokka')]);
  await syncCatalogue('composio', { now: true });
  answers.toolkits = () => page(all.slice(0, 20));
  await syncCatalogue('composio', { now: true });
  expect(await found('quokka')).toEqual([]);
  answers.toolkits = () => page([toolkit('dunnart_0')]);
  await syncCatalogue('composio', { now: true });
  expect(await getSync('composio')).toMatchObject({ state: 'done', seen: 1 });
  expect(await found('dunnart_19')).toEqual(['dunnart_19']);
  await database.query(`update apps set synced_at = now() - interval '2 days' where slug = 'dunnart_19'`);
  await syncCatalogue('composio', { now: true });
  expect(await found('dunnart_19')).not.toContain('dunnart_19');
  expect(await found('dunnart_18')).toEqual(['dunnart_18']);
});

test.each(['in a circle', 'to no end'])(
  'an app whose tools lead %s offers those that were read, and loses none of those it had',
  async (where) => {
    answers.toolkits = () => page([toolkit('potoroo')]);
    await syncCatalogue('composio', { now: true });
    const next = (cursor: string | null) =>
      where === 'to no end' ? String(Number(cursor ?? 0) + 1) : cursor === 'a' ? 'b' : 'a';
    answers.tools = () => page([tool(`POTOROO_OLD_${where.length}`, 'was there')]);
    await discoverTools({ provider: 'composio', slug: 'potoroo' });
    answers.tools = (cursor) => page([tool(`POTOROO_${cursor ?? 0}`, 'is there')], next(cursor));
    expect(await discoverTools({ provider: 'composio', slug: 'potoroo' })).toMatchObject({
      found: where === 'to no end' ? 50 : 3,
      gone: [],
    });
    const names = (await listAppTools({ provider: 'composio', slug: 'potoroo' })).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([`POTOROO_OLD_${where.length}`, 'POTOROO_0']));
  },
);

test('an app with text that no table keeps costs nobody else, nor does one that cannot be named', async () => {
  const cut = JSON.stringify(toolkit('wombat', 'Wombat cut ')).replaceAll('cut ', String.raw`cut \ud83d\u0000`);
  const others = [toolkit('numbat'), toolkit('_1bandicoot'), toolkit('no name'), toolkit('..')];
  answers.toolkits = () =>
    `{"items":[${[cut, ...others.map((app) => JSON.stringify(app))].join()}],"next_cursor":null}`;
  await syncCatalogue('composio', { now: true });
  expect(await getSync('composio')).toMatchObject({ state: 'done', failure: null, seen: 3 });
  expect(await found('wombat')).toEqual(['wombat']);
  expect(await found('numbat')).toEqual(['numbat']);
  expect(await found('bandicoot')).toEqual(['_1bandicoot']);
});

test('a tool that no table keeps, or that is too deep, costs none of the others', async () => {
  answers.toolkits = () => page([toolkit('wallaby')]);
  await syncCatalogue('composio', { now: true });
  let deep: object = { type: 'string' };
  for (let level = 0; level < 120; level += 1) deep = { type: 'object', properties: { a: deep } };
  const tools = [
    tool('WALLABY_GOOD', 'good'),
    tool('WALLABY_CUT', 'CUT', { type: 'object', properties: { a: { type: 'string', description: 'CUT' } } }),
    tool('WALLABY_DEEP', 'deep', deep),
  ];
  answers.tools = () => JSON.stringify(page(tools)).replaceAll('"CUT"', String.raw`"cut \ud83d\u0000"`);
  expect(await discoverTools({ provider: 'composio', slug: 'wallaby' })).toMatchObject({
    added: ['WALLABY_GOOD', 'WALLABY_CUT'],
  });
});

test('a reading that is taken up twice is told of each page once, and ends once', async () => {
  const asked: string[] = [];
  const pages = ['a', 'b', 'c', 'd'];
  let isBegun: () => void = () => {};
  const begun = new Promise<void>((resolve) => {
    isBegun = resolve;
  });
  answers.toolkits = (cursor) => {
    asked.push(cursor ?? 'first');
    if (cursor === '1') isBegun();
    const at = Number(cursor ?? 0);
    return page([toolkit(`possum_${pages[at]}`)], at + 1 < pages.length ? String(at + 1) : null);
  };
  delayMs = 150;
  const slow = syncCatalogue('composio', { now: true });
  await begun;
  // What the job does each minute with a reading that has not come to its end.
  await Promise.all([slow, syncCatalogue('composio')]);
  delayMs = 0;
  expect(await getSync('composio')).toMatchObject({ state: 'done', seen: pages.length, failure: null });
  expect(asked.length).toBeLessThanOrEqual(pages.length + 1);
});

test('a reading that was begun anew ends the one before it, which says nothing of it', async () => {
  answers.toolkits = (cursor) => page([toolkit(`glider_${cursor ?? 0}`)], cursor === null ? '1' : null);
  delayMs = 100;
  const former = syncCatalogue('composio', { now: true });
  await new Promise((resolve) => setTimeout(resolve, 30));
  const latter = syncCatalogue('composio', { now: true });
  await Promise.all([former, latter]);
  delayMs = 0;
  expect(await getSync('composio')).toMatchObject({ state: 'done', seen: 2, failure: null });
});

test('a catalogue whose pages lead in a circle takes no app away', async () => {
  answers.toolkits = () => page([toolkit('dingo'), toolkit('emu')]);
  await syncCatalogue('composio', { now: true });
  answers.toolkits = () => page([toolkit('emu')], '1');
  await syncCatalogue('composio', { now: true });
  expect(await getSync('composio')).toMatchObject({ state: 'done' });
  expect(await found('dingo')).toEqual(['dingo']);
});

test('a catalogue that is asked for again right after a reading is read again', async () => {
  answers.toolkits = () => page([toolkit('echidna')]);
  await syncCatalogue('composio', { now: true });
  const { owner } = await makeWorkspace();
  expect(await requestSync(owner.principal, 'composio')).toMatchObject({ state: 'running', complete: true });
  answers.toolkits = () => page([toolkit('echidna'), toolkit('potoroo')]);
  // What any process does with it, the job of each minute too.
  await syncCatalogue('composio');
  expect(await getSync('composio')).toMatchObject({ state: 'done', seen: 2 });
  expect(await found('potoroo')).toEqual(['potoroo']);
});

test('an entry that is far too long costs neither the others nor whoever reads the list', async () => {
  const long = 'x'.repeat(2_000_000);
  answers.toolkits = () =>
    page([
      { ...toolkit('quoll'), meta: { description: long, logo: 'javascript:alert(1)', categories: [{ name: long }] } },
      toolkit('tenrec', long),
      { ...toolkit('yabby'), meta: { description: long, logo: `https://example.com/${long}`, categories: [] } },
      toolkit('zorilla'),
    ]);
  await syncCatalogue('composio', { now: true });
  expect(await getSync('composio')).toMatchObject({ state: 'done', seen: 4 });
  const { member } = await makeWorkspace();
  const { items } = await searchApps(member.principal, { q: '', limit: 50, provider: 'composio' });
  expect(
    JSON.stringify(items.filter(({ slug }) => ['quoll', 'tenrec', 'yabby', 'zorilla'].includes(slug))).length,
  ).toBeLessThan(16_000);
  expect(items.find(({ slug }) => slug === 'quoll')).toMatchObject({ icon_url: null });

  const wide = Object.fromEntries(
    Array.from({ length: 3000 }, (_, at) => [`p${at}`, { description: 'x'.repeat(1000) }]),
  );
  const tools = [
    tool('QUOLL_LONG', long),
    tool('QUOLL_WIDE', 'wide', { type: 'object', properties: wide }),
    tool(`QUOLL_${'N'.repeat(200)}`, 'a name that no call can hold'),
    tool('QUOLL_LAST', 'last'),
  ];
  answers.tools = () => page(tools);
  expect(await discoverTools({ provider: 'composio', slug: 'quoll' })).toMatchObject({
    added: ['QUOLL_LONG', 'QUOLL_LAST'],
  });
  const stored = await listAppTools({ provider: 'composio', slug: 'quoll' });
  expect(stored.map(({ description }) => description.length)).toEqual([4, 16_000]);
});
