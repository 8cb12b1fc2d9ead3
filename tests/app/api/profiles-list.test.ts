import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GET as listApps } from '@/app/api/profiles/apps/route';
import { GET as list } from '@/app/api/profiles/route';
import { createProfile } from '@/lib/domain/profiles/create-profile';
import { ask } from '@/tests/support/ask';
import { readCatalogues } from '@/tests/support/catalogue';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { database } = useProduct();
let workspace: TestWorkspace;

beforeAll(() => readCatalogues('gmail', 'slack'));
beforeEach(async () => {
  workspace = await makeWorkspace();
});

const create = (profile_name: string, app_slug = 'gmail') =>
  createProfile(workspace.member.principal, 'pipedream', { profile_name, app_slug });

const get = (query: string) => ask(list, { as: { cookie: workspace.member.cookie }, path: `/api/profiles?${query}` });

type Answer = { profiles: { display_name: string }[]; next_cursor: string | null };

/** Page by page, as somebody who presses "Load more" until there is nothing left. */
async function namesOf(query: string): Promise<string[]> {
  const names: string[] = [];
  for (let cursor = ''; ; ) {
    const page: Answer = await (await get(`${query}&limit=2${cursor && `&cursor=${cursor}`}`)).json();
    names.push(...page.profiles.map(({ display_name }) => display_name));
    if (page.next_cursor === null) return names;
    cursor = page.next_cursor;
  }
}

const set = (name: string, change: string) =>
  database.query(`update profiles set ${change} where display_name = $1 and account_id = $2`, [
    name,
    workspace.member.accountId,
  ]);

const setStatus = (name: string, status: string, change = 'unreachable_since = null') =>
  database.query(
    `update connections set status = $1, ${change} where profile_id =
     (select id from profiles where display_name = $2 and account_id = $3)`,
    [status, name, workspace.member.accountId],
  );

describe('a list of more profiles than a page holds', () => {
  beforeEach(async () => {
    for (const name of ['Mail 10', 'mail 2', 'Ángel', 'Zoë', 'angela']) await create(name);
  });

  test('is sorted by name as people sort, across its pages', async () => {
    const sorted = ['Ángel', 'angela', 'mail 2', 'Mail 10', 'Zoë'];
    expect(await namesOf('sort=name')).toEqual(sorted);
    expect(await namesOf('sort=name&order=desc')).toEqual(sorted.toReversed());
    expect(await namesOf('sort=name&q=a')).toEqual(sorted);
    expect(await namesOf('sort=name&q=z')).toEqual(['Zoë']);
  });

  test('begins with the one used last, though it was made first', async () => {
    await set('Mail 10', `last_used_at = now()`);
    await set('Zoë', `last_used_at = now() - interval '1 day'`);
    expect(await namesOf('sort=last_used')).toEqual(['Mail 10', 'Zoë', 'angela', 'Ángel', 'mail 2']);
    expect((await namesOf('sort=last_used&order=asc')).slice(-2)).toEqual(['Zoë', 'Mail 10']);
  });

  test('begins with what needs somebody, or with what a call would take', async () => {
    await setStatus('angela', 'connected');
    await setStatus('Zoë', 'connected', 'unreachable_since = now()');
    await setStatus('mail 2', 'needs_reconnect');
    expect(await namesOf('sort=status')).toEqual(['mail 2', 'Zoë', 'Ángel', 'Mail 10', 'angela']);
    await set('Mail 10', 'is_default = false');
    await set('Zoë', 'is_default = true');
    expect((await namesOf('sort=preferred')).slice(0, 2)).toEqual(['Zoë', 'angela']);
  });

  test('is newest first by default, and oldest first when asked', async () => {
    const made = ['Mail 10', 'mail 2', 'Ángel', 'Zoë', 'angela'];
    expect(await namesOf('')).toEqual(made.toReversed());
    expect(await namesOf('sort=created&order=asc')).toEqual(made);
  });

  test('goes on after a profile that was deleted while somebody read it', async () => {
    const first: Answer = await (await get('sort=name&limit=2')).json();
    await database.query(`delete from profiles where display_name = 'angela' and account_id = $1`, [
      workspace.member.accountId,
    ]);
    const second: Answer = await (await get(`sort=name&limit=2&cursor=${first.next_cursor}`)).json();
    expect(second.profiles.map(({ display_name }) => display_name)).toEqual(['mail 2', 'Mail 10']);
  });

  test('refuses a cursor of another order', async () => {
    const { next_cursor }: Answer = await (await get('sort=name&limit=2')).json();
    expect((await get(`sort=status&limit=2&cursor=${next_cursor}`)).status).toBe(422);
    expect((await get(`limit=2&cursor=${next_cursor}`)).status).toBe(422);
    expect((await get('sort=nonsense')).status).toBe(422);
  });
});

test('the apps of all profiles are told with their number, of one’s own account alone', async () => {
  for (const name of ['One', 'Two']) await create(name);
  await create('Team', 'slack');
  const apps = async (as = workspace.member) =>
    (await (await ask(listApps, { as: { cookie: as.cookie }, path: '/api/profiles/apps' })).json()).apps;
  expect(await apps()).toMatchObject([
    { provider: 'pipedream', app_slug: 'gmail', app_name: 'Gmail', profiles: 2 },
    { provider: 'pipedream', app_slug: 'slack', app_name: 'Slack', profiles: 1 },
  ]);
  expect(await apps(workspace.admin)).toEqual([]);
});
