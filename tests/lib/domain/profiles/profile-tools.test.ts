import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { discoverTools } from '@/lib/domain/catalogue/discover-tools';
import { changeProfileTools, switchProfileTool } from '@/lib/domain/profiles/change-profile-tools';
import { listProfileTools } from '@/lib/domain/profiles/profile-tools';
import { refreshTools } from '@/lib/domain/profiles/refresh-tools';
import { readCatalogues } from '@/tests/support/catalogue';
import { connectAs } from '@/tests/support/connected';
import { makeWorkspace, type TestPerson } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { admin, database } = useProduct();
const providers = ['pipedream', 'composio'] as const;
beforeAll(() => readCatalogues('gmail'));

describe.each(providers)('the tools of a profile at %s', (provider) => {
  let jane: TestPerson;
  let id: string;

  beforeEach(async () => {
    await discoverTools({ provider, slug: 'gmail' });
    jane = (await makeWorkspace()).member;
    id = (await connectAs(jane, provider, { app: 'gmail' })).profile_id;
  });

  const tools = async (query = {}) => (await listProfileTools(jane.principal, id, query)).tools;
  const named = async (name: string) => (await tools()).find((tool) => tool.name === name);
  const names = async () => (await tools()).map(({ name }) => name);
  const on = async () => (await tools({ enabled: true })).map(({ name }) => name);
  const change = (wanted: object) => changeProfileTools(jane.principal, id, wanted);

  test('one is switched off and on again', async () => {
    const [name = ''] = await on();
    await switchProfileTool(jane.principal, id, name, false);
    expect(await on()).not.toContain(name);
    await switchProfileTool(jane.principal, id, name, true);
    expect(await on()).toContain(name);
    await expect(switchProfileTool(jane.principal, id, 'nothing', true)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('many at once, all or none', async () => {
    const all = await names();
    await change({ only: all.slice(0, 3) });
    expect(await on()).toEqual(all.slice(0, 3));
    await expect(change({ disable: [all[0]], enable: [all[4], 'nothing'] })).rejects.toMatchObject({
      code: 'invalid_request',
      detail: { fields: { enable: expect.stringContaining('nothing') } },
    });
    expect(await on()).toEqual(all.slice(0, 3));
    await change({ disable: [all[0]], enable: [all[4]] });
    expect(await on()).toEqual([all[1], all[2], all[4]]);
  });

  test('changes at the same moment all count', async () => {
    const all = await names();
    await change({ only: [] });
    await Promise.all(all.slice(0, 8).map((name) => switchProfileTool(jane.principal, id, name, true)));
    expect(await on()).toEqual(all.slice(0, 8));
  });

  test('search, and filters by what a tool does', async () => {
    const found = await tools({ q: 'send email' });
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThan((await tools()).length);
    const destructive = await tools({ destructive: true });
    const rest = await tools({ destructive: false });
    expect(destructive.length + rest.length).toBe((await tools()).length);
    expect((await tools({ read_only: true })).every(({ annotations }) => annotations.read_only)).toBe(true);
  });

  test('one that appears upstream is off and shown as new, until it is seen', async () => {
    await admin('PUT', '/admin/tools', { app: 'gmail', key: 'shout', title: 'Shout', description: 'Shouts.' });
    const before = new Set(await names());
    const { added } = await discoverTools({ provider, slug: 'gmail' });
    expect(added).toHaveLength(1);
    const [name = ''] = added;
    expect(before.has(name)).toBe(false);
    expect(await named(name)).toMatchObject({ state: 'new', enabled: false });
    await change({ seen: [name] });
    expect(await named(name)).toMatchObject({ state: 'current', enabled: false });
  });

  test('one whose description changed is shown with what it was before', async () => {
    const listed = await tools();
    const target = listed.find(({ name }) => /send.?email/i.test(name));
    const name = target?.name ?? '';
    await admin('PUT', '/admin/tools', { app: 'gmail', key: 'send-email', description: 'Now it does something else.' });
    const { changed } = await discoverTools({ provider, slug: 'gmail' });
    expect(changed).toContain(name);
    expect(await named(name)).toMatchObject({
      state: 'changed',
      enabled: target?.enabled,
      previous: { description: target?.description },
    });
    await change({ seen: [name] });
    expect(await named(name)).toMatchObject({ state: 'current', previous: null });
  });

  test('one that vanished stays listed as gone until it is cleared, and cannot be switched on', async () => {
    const name = (await names()).find((candidate) => /send.?email/i.test(candidate)) ?? '';
    await admin('PUT', '/admin/tools', { app: 'gmail', key: 'send-email', remove: true });
    const { gone } = await discoverTools({ provider, slug: 'gmail' });
    expect(gone).toEqual([name]);
    expect(await named(name)).toMatchObject({ state: 'gone', enabled: false });
    await expect(change({ enable: [name] })).rejects.toMatchObject({ code: 'invalid_request' });
    await change({ seen: [name] });
    expect(await named(name)).toBeUndefined();
  });

  test('a discovery that finds nothing new changes nothing', async () => {
    const rows = () => database.query('select * from tools where provider = $1 order by name', [provider]);
    const before = await rows();
    expect(await discoverTools({ provider, slug: 'gmail' })).toMatchObject({ added: [], changed: [], gone: [] });
    expect(await rows()).toEqual(before);
  });

  test('a profile connected while tools could not be discovered gets its tools as soon as they can', async () => {
    const forget = () =>
      database.query(
        `update profiles set tools_chosen = false, enabled_tools = '{}', known_tools = '{}' where id = $1`,
        [id],
      );
    const enabled = async () =>
      (await database.query<{ tools: string[] }>('select enabled_tools as tools from profiles where id = $1', [id]))[0]
        ?.tools;
    await forget();
    await refreshTools();
    const found = await enabled();
    expect(found?.length).toBeGreaterThan(0);
    await forget();
    expect(await on()).toEqual(found); // looking at them is enough
    expect(await enabled()).toEqual(found);
  });
});
