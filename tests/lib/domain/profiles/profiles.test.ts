import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '@/lib/domain/identity/principal';
import { changeProfile } from '@/lib/domain/profiles/change-profile';
import { createProfile } from '@/lib/domain/profiles/create-profile';
import { getProfile, listProfiles, listWorkspaceProfiles } from '@/lib/domain/profiles/profiles';
import { readCatalogues } from '@/tests/support/catalogue';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { database } = useProduct();
let workspace: TestWorkspace;
let jane: Principal;

beforeAll(() => readCatalogues('gmail'));
beforeEach(async () => {
  workspace = await makeWorkspace();
  jane = workspace.member.principal;
});

const create = (profile_name: string, more: object = {}, principal = jane, provider = 'pipedream') =>
  createProfile(principal, provider, { profile_name, app_slug: 'gmail', ...more });
const list = async (principal = jane) => (await listProfiles(principal, { limit: 50 })).items;
const defaults = async () =>
  (await list()).filter(({ is_default }) => is_default).map(({ profile_name }) => profile_name);

describe('profiles', () => {
  test('a profile is pending until it is connected, and says under which name it is qualified', async () => {
    expect(await create('Work')).toMatchObject({
      ...{ status: 'pending', is_connected: false, app_name: 'Gmail', display_name: 'Work', enabled_tools: [] },
      ...{ mcp_qualified_name: 'pipedream:gmail', external_user_id: jane.accountId, account_id: jane.accountId },
    });
    expect(await create('Own app', { oauth_app_id: 'oa_42' })).toMatchObject({
      mcp_qualified_name: 'pipedream:gmail:oa_42',
    });
  });

  test('an app that nobody offers cannot have one, nor a tool that the app has not', async () => {
    await expect(create('X', { app_slug: 'no-such-app' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(create('X', { enabled_tools: ['no-such-tool'] })).rejects.toMatchObject({
      code: 'invalid_request',
      detail: { fields: { enabled_tools: expect.stringContaining('no-such-tool') } },
    });
    expect(await list()).toEqual([]);
  });

  test('a name is one profile of an app at a provider, also when two are made at the same moment', async () => {
    const results = await Promise.allSettled([create('Work'), create('Work'), create('Work')]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) if (result.status === 'rejected') expect(result.reason.code).toBe('conflict');
    await create('Work', {}, jane, 'composio');
    const other = await create('Home');
    await expect(changeProfile(jane, other.profile_id, { profile_name: 'Work' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('the default of an app', () => {
  test('is its first profile, whichever provider it is of, and stays one when many are made at once', async () => {
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((name, index) => create(name, {}, jane, index % 2 ? 'composio' : 'pipedream')),
    );
    expect(await defaults()).toHaveLength(1);
  });

  test('moves in one step, and of many moves at once exactly one counts', async () => {
    const made = [await create('a'), await create('b'), await create('c')];
    await Promise.all(made.map(({ profile_id }) => changeProfile(jane, profile_id, { is_default: true })));
    expect(await defaults()).toHaveLength(1);
    await changeProfile(jane, made[1]?.profile_id ?? '', { is_default: true });
    expect(await defaults()).toEqual(['b']);
  });

  test('can be taken away once; the database refuses a second one whoever writes it', async () => {
    const { profile_id: id } = await create('a');
    await create('b');
    await changeProfile(jane, id, { is_default: false });
    expect(await defaults()).toEqual([]);
    await expect(changeProfile(jane, id, { is_default: false })).rejects.toMatchObject({ code: 'conflict' });
    const write = database.query(`update profiles set is_default = true where account_id = $1`, [jane.accountId]);
    await expect(write).rejects.toThrow(/profiles_one_default/);
  });
});

describe('somebody else’s profile', () => {
  test('is not found, not changed and not listed, but for the admins’ own list', async () => {
    const { profile_id: id } = await create('Mine');
    const other = workspace.admin.principal;
    await expect(getProfile(other, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(changeProfile(other, id, { profile_name: 'Yours' })).rejects.toMatchObject({ code: 'not_found' });
    expect(await list(other)).toEqual([]);
    const { items } = await listWorkspaceProfiles(other, { limit: 50 });
    expect(items).toMatchObject([{ profile_id: id, owner: workspace.member.email }]);
    const elsewhere = await makeWorkspace('Elsewhere');
    expect((await listWorkspaceProfiles(elsewhere.owner.principal, { limit: 50 })).items).toEqual([]);
  });

  test('a profile is found at its own provider only', async () => {
    const { profile_id: id } = await create('Mine');
    await expect(getProfile(jane, id, 'composio')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the name under which a provider knows a user', () => {
  const wanted = { external_user_id: 'legacy-user-9' };

  test('is never taken from a browser', async () => {
    await expect(create('A', wanted)).rejects.toMatchObject({ code: 'invalid_request' });
  });

  test('may come from a key, but never one that stands for another account', async () => {
    const key = { ...jane, via: { kind: 'key' as const, name: 'k' } };
    expect(await create('A', wanted, key)).toMatchObject(wanted);
    const other = { ...workspace.admin.principal, via: { kind: 'key' as const, name: 'k' } };
    await expect(create('B', wanted, other)).rejects.toMatchObject({ code: 'invalid_request' });
    const theirs = { external_user_id: workspace.owner.accountId };
    await expect(create('C', theirs, key)).rejects.toMatchObject({ code: 'invalid_request' });
  });
});

test('pages follow each other without a gap or a repeat', async () => {
  const names = Array.from({ length: 7 }, (_, index) => `p${index}`);
  for (const name of names) await create(name);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listProfiles(jane, { limit: 3, ...(cursor && { cursor }) });
    seen.push(...page.items.map(({ profile_name }) => profile_name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(names.toReversed());
});
