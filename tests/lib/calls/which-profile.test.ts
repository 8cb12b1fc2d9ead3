import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GET as readExecution } from '@/app/api/executions/[id]/route';
import { POST as connect } from '@/app/api/integrations/connect/route';
import { POST as execute } from '@/app/api/tools/execute/route';
import { GET as listTools } from '@/app/api/tools/route';
import { createProfile } from '@/lib/domain/profiles/create-profile';
import { getProfile, listProfiles } from '@/lib/domain/profiles/profiles';
import { ask } from '@/tests/support/ask';
import { readCatalogues } from '@/tests/support/catalogue';
import { connectAs } from '@/tests/support/connected';
import { makeWorkspace, type TestPerson } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { admin, database } = useProduct();

let jane: TestPerson;

beforeAll(() => readCatalogues('gmail', 'slack'));
beforeEach(async () => {
  jane = (await makeWorkspace()).member;
});

const OLD_SPELLINGS = ['SLACK_SEND_MESSAGE', 'slack_send_message', 'slack-send-message', 'Slack-Send-Message'];
const MAIL = { to: 'ada@example.com', subject: 'Hello', body: 'Hi' };

async function run(action: string, params: object, rest: object = {}) {
  const response = await ask(execute, { as: { cookie: jane.cookie }, body: { action, params, ...rest } });
  return response.json();
}

/** Through which provider each message went, and as whom. */
async function sent(): Promise<[provider: string, as: string][]> {
  const { outbox } = await admin('GET', '/outbox');
  return outbox.map(({ provider, identity }: { provider: string; identity: string }) => [provider, identity]);
}

async function setStatus(profileId: string, status: string): Promise<void> {
  await database.query('update connections set status = $2 where profile_id = $1', [profileId, status]);
}

describe('an app that is connected at one provider', () => {
  const cases = OLD_SPELLINGS.flatMap((action) => [['pipedream', action] as const, ['composio', action] as const]);
  test.each(cases)('is used there (%s), however the tool is spelled: %s', async (provider, action) => {
    const { profile_id } = await connectAs(jane, provider, { app: 'slack' });
    await expect.poll(() => profileOf(action)).toBe(profile_id);
  });

  /** Whatever the call makes of its arguments. */
  async function profileOf(action: string) {
    const { execution_id } = await run(action, { channel: 'general', text: 'Hi' });
    const params = { id: execution_id };
    const response = await ask(readExecution, { as: { cookie: jane.cookie }, params });
    return (await response.json()).profile_id;
  }
});

test('a profile is meant by its id in whatever case it is written, as every other address takes it', async () => {
  const { profile_id } = await connectAs(jane, 'pipedream', { app: 'slack' });
  const call = { channel: 'general', text: 'Hi' };
  expect(await run('slack_send_message', call, { profile_id: profile_id.toUpperCase() })).toMatchObject({
    success: true,
  });
});

describe('an app that is connected at both providers', () => {
  test.each(['GMAIL_SEND_EMAIL', 'gmail-send-email', 'gmail_send_email'])(
    'is used through its default profile, however the tool is spelled: %s',
    async (action) => {
      const first = await connectAs(jane, 'composio', { app: 'gmail' }, { identity: 'jane@example.com' });
      await connectAs(jane, 'pipedream', { app: 'gmail' }, { identity: 'ops@acme.test' });
      expect(first.is_default).toBe(true);
      await expect.poll(async () => (await run(action, MAIL)).success).toBe(true);
      expect(await sent()).toEqual([['composio', 'jane@example.com']]);
    },
  );

  test('asks which one is meant when none is the default', async () => {
    await connectAs(jane, 'composio', { app: 'gmail' });
    await connectAs(jane, 'pipedream', { app: 'gmail' });
    await database.query('update profiles set is_default = false');
    for (const action of ['GMAIL_SEND_EMAIL', 'gmail-send-email']) {
      await expect.poll(async () => (await run(action, MAIL)).error.code).toBe('ambiguous_profile');
    }
    expect(await sent()).toEqual([]);
  });
});

describe('a default profile that cannot be used', () => {
  test('does not stand in front of a connected one: pending', async () => {
    await createProfile(jane.principal, 'pipedream', { profile_name: 'Pending', app_slug: 'gmail' });
    const { profile_id, is_default } = await connectAs(jane, 'pipedream', { app: 'gmail' });
    expect(is_default).toBe(true);
    await expect.poll(async () => (await run('gmail_send_email', MAIL)).success).toBe(true);
    expect(await connectByName()).toMatchObject({ connected: true, profile_id });
  });

  test.each(['needs_reconnect', 'revoked', 'error', 'disconnected'])(
    'does not stand in front of a connected one: %s',
    async (status) => {
      const first = await connectAs(jane, 'pipedream', { app: 'gmail' });
      const second = await connectAs(jane, 'composio', { app: 'gmail' }, { identity: 'ops@acme.test' });
      await setStatus(first.profile_id, status);
      await expect.poll(async () => (await run('gmail_send_email', MAIL)).success).toBe(true);
      expect(await sent()).toEqual([['composio', 'ops@acme.test']]);
      expect(await connectByName()).toMatchObject({ connected: true, profile_id: second.profile_id });
      // What is listed under the name is what a call of it runs.
      const { tools } = await (await ask(listTools, { as: { cookie: jane.cookie } })).json();
      const listed = tools.find(({ name }: { name: string }) => name === 'gmail_send_email');
      expect(listed).toMatchObject({ profile_id: second.profile_id, provider: 'composio' });
      expect((await run('gmail_send_email', MAIL, { profile_id: first.profile_id })).error.code).toBe(
        'needs_reconnect',
      );
    },
  );

  test('takes the place that it was created for when it connects, and not before', async () => {
    const work = await connectAs(jane, 'pipedream', { app: 'gmail', profile_name: 'Work' });
    const home = await connectAs(
      jane,
      'composio',
      { app: 'gmail', profile_name: 'Home' },
      { identity: 'ops@acme.test' },
    );
    const wanted = { profile_name: 'Sales', app_slug: 'gmail', is_default: true };
    const sales = await createProfile(jane.principal, 'composio', wanted);
    expect([sales.is_default, work.is_default, home.is_default]).toEqual([false, true, false]);
    await expect.poll(async () => (await run('gmail_send_email', MAIL)).success).toBe(true);
    expect(await sent()).toEqual([['pipedream', 'jane@example.com']]);

    await connectAs(jane, 'composio', { profile_id: sales.profile_id }, { identity: 'sam@northwind.test' });
    const { items } = await listProfiles(jane.principal, { limit: 50 });
    expect(items.filter(({ is_default }) => is_default).map(({ profile_name }) => profile_name)).toEqual(['Sales']);
    await expect.poll(async () => (await run('gmail_send_email', MAIL)).success).toBe(true);
    expect((await sent())[0]).toEqual(['composio', 'sam@northwind.test']);
  });

  test('keeps its place when another one connects again', async () => {
    const first = await connectAs(jane, 'pipedream', { app: 'gmail' });
    const second = await connectAs(jane, 'composio', { app: 'gmail' }, { identity: 'ops@acme.test' });
    for (const { profile_id } of [first, second]) await setStatus(profile_id, 'needs_reconnect');
    await connectAs(jane, 'composio', { profile_id: second.profile_id }, { identity: 'ops@acme.test' });
    expect((await getProfile(jane.principal, first.profile_id)).is_default).toBe(true);
  });

  test('is asked about when nothing else of the app can be used', async () => {
    const first = await connectAs(jane, 'pipedream', { app: 'gmail' });
    const second = await connectAs(jane, 'composio', { app: 'gmail' }, { identity: 'ops@acme.test' });
    for (const { profile_id } of [first, second]) await setStatus(profile_id, 'needs_reconnect');
    await expect
      .poll(async () => (await run('gmail_send_email', MAIL)).error)
      .toMatchObject({ code: 'needs_reconnect', action: { url: expect.stringContaining(first.profile_id) } });
  });

  async function connectByName() {
    const response = await ask(connect, { as: { cookie: jane.cookie }, body: { provider: 'gmail' } });
    return response.json();
  }
});
