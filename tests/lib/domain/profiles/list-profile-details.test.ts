import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { discoverTools } from '@/lib/domain/catalogue/discover-tools';
import type { Principal } from '@/lib/domain/identity/principal';
import { createProfile } from '@/lib/domain/profiles/create-profile';
import { listProfileDetails } from '@/lib/domain/profiles/list-profile-details';
import { getProfile } from '@/lib/domain/profiles/profiles';
import { readCatalogues } from '@/tests/support/catalogue';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { database } = useProduct();
let workspace: TestWorkspace;

beforeAll(() => readCatalogues('gmail'));
beforeEach(async () => {
  workspace = await makeWorkspace();
});

test('every profile is listed with what its own page says of it, and nobody else’s are', async () => {
  const jane = workspace.member.principal;
  await discoverTools({ provider: 'pipedream', slug: 'gmail' });
  for (const profile_name of ['Work', 'Home']) {
    await createProfile(jane, 'pipedream', { profile_name, app_slug: 'gmail' });
  }
  const { items } = await listProfileDetails(jane, { limit: 50 });
  expect(items.map(({ profile_name }) => profile_name)).toEqual(['Home', 'Work']);
  for (const item of items) expect(item).toEqual(await getProfile(jane, item.profile_id));
  expect(items[0]?.tools_total).toBeGreaterThan(0);

  const other = (await makeWorkspace()).member.principal;
  expect((await listProfileDetails(other, { limit: 50 })).items).toEqual([]);
});

describe('a search over more profiles than one page holds', () => {
  let jane: Principal;
  const search = async (query: object) =>
    (await listProfileDetails(jane, { limit: 3, ...query })).items.map(({ profile_name }) => profile_name);

  beforeEach(async () => {
    jane = workspace.member.principal;
    for (const [profile_name, provider] of [
      ['Old accounting', 'pipedream'],
      ['One', 'composio'],
      ['Two', 'pipedream'],
      ['Three', 'composio'],
      ['100% sure', 'pipedream'],
      ['Work_mail', 'composio'],
    ] as const) {
      await createProfile(jane, provider, { profile_name, app_slug: 'gmail' });
    }
    await database.query(
      `update profiles set public_config = '{"label": "jane@example.com"}' where profile_name = 'One' and account_id = $1`,
      [jane.accountId],
    );
    await database.query(
      `update connections set status = 'needs_reconnect' where profile_id in
       (select id from profiles where profile_name in ('One', 'Two') and account_id = $1)`,
      [jane.accountId],
    );
  });

  test('finds those that no page has shown yet, by every name they have', async () => {
    expect(await search({})).not.toContain('Old accounting');
    expect(await search({ q: 'ACCOUNT' })).toEqual(['Old accounting']);
    expect(await search({ q: 'jane@exam' })).toEqual(['One']);
    expect(await search({ q: 'gmail old' })).toEqual(['Old accounting']);
    expect(await search({ q: 'gmail nowhere' })).toEqual([]);
  });

  test('takes what was typed for letters, whatever they mean to a database', async () => {
    expect(await search({ q: '%' })).toEqual(['100% sure']);
    expect(await search({ q: '_' })).toEqual(['Work_mail']);
    expect(await search({ q: "\\ ' ; --" })).toEqual([]);
  });

  test('narrows by status and provider, a page at a time', async () => {
    expect(await search({ status: 'needs_reconnect' })).toEqual(['Two', 'One']);
    expect(await search({ status: 'needs_reconnect', provider: 'composio' })).toEqual(['One']);
    const first = await listProfileDetails(jane, { limit: 2, provider: 'composio' });
    const second = await listProfileDetails(jane, { limit: 2, provider: 'composio', cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ profile_name }) => profile_name)).toEqual([
      'Work_mail',
      'Three',
      'One',
    ]);
    expect(second.nextCursor).toBeNull();
  });
});
