import { beforeAll, beforeEach, expect, test } from 'vitest';
import { discoverTools } from '@/lib/domain/catalogue/discover-tools';
import { createProfile } from '@/lib/domain/profiles/create-profile';
import { listProfileDetails } from '@/lib/domain/profiles/list-profile-details';
import { getProfile } from '@/lib/domain/profiles/profiles';
import { readCatalogues } from '@/tests/support/catalogue';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

useProduct();
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
