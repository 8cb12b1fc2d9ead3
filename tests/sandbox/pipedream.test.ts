import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { decide } from './person';
import { connectAtPipedream, pipedreamAt } from './pipedream-client';
import { withSandbox } from './running';

const { url, admin } = withSandbox();
const sendEmail = (authProvisionId: string, props = {}) => ({
  id: 'gmail-send-email',
  externalUserId: 'anyone',
  configuredProps: { gmail: { authProvisionId }, to: 'ada@example.com', subject: 'Hello', body: 'Hi', ...props },
});

test('a person connects, a tool runs, the outbox shows it, and deleting ends it', async () => {
  const client = pipedreamAt(url());
  const account = await connectAtPipedream(client, 'user-1', 'gmail', 'ops@acme.test');

  const run = await client.actions.run(sendEmail(account.id), { maxRetries: 0 });

  expect(account).toMatchObject({ name: 'ops@acme.test', externalId: 'user-1', healthy: true });
  expect(account.id).toMatch(/^apn_[A-Za-z0-9]{7}$/);
  expect(run.exports).toEqual({ $summary: 'Send Email: Hello → ada@example.com' });
  expect(await admin('GET', '/outbox?app=gmail')).toMatchObject({
    outbox: [
      { provider: 'pipedream', identity: 'ops@acme.test', tool: 'gmail-send-email', payload: { subject: 'Hello' } },
    ],
  });
  await client.accounts.delete(account.id);
  await expect(client.accounts.retrieve(account.id)).rejects.toMatchObject({ statusCode: 404 });
});

test('what one tool writes, another reads, for that identity alone', async () => {
  const client = pipedreamAt(url());
  const jane = await connectAtPipedream(client, 'user-2', 'google_calendar', 'jane@example.com');
  const sam = await connectAtPipedream(client, 'user-3', 'google_calendar', 'sam@northwind.test');
  const run = (id: string, authProvisionId: string, props: Record<string, unknown>) =>
    client.actions.run({ id, externalUserId: 'x', configuredProps: { googleCalendar: { authProvisionId }, ...props } });

  await run('google_calendar-create-event', jane.id, {
    summary: 'Dentist',
    start: '2026-12-01T09:00:00Z',
    end: '2026-12-01T10:00:00Z',
  });

  expect((await run('google_calendar-find-event', jane.id, { query: 'dentist' })).ret).toMatchObject([
    { summary: 'Dentist' },
  ]);
  expect((await run('google_calendar-find-event', sam.id, { query: 'dentist' })).ret).toEqual([]);
});

test('pages of apps end with one more page that is empty', async () => {
  const client = pipedreamAt(url());
  const sizes: number[] = [];
  let page = await client.apps.list({ limit: 50 });
  sizes.push(page.data.length);
  while (page.hasNextPage()) {
    page = await page.getNextPage();
    sizes.push(page.data.length);
  }

  expect(sizes).toEqual([50, 24, 0]);
});

test('apps are found by words and by category', async () => {
  const client = pipedreamAt(url());
  const categories = await client.appCategories.list();
  const crm = categories.find(({ name }) => name === 'CRM');

  const byName = await client.apps.list({ q: 'google cal' });
  const byCategory = await client.apps.list({ categoryIds: [crm?.id ?? ''], limit: 100 });

  expect(byName.data.map((app) => app.nameSlug)).toEqual(['google_calendar']);
  expect(byCategory.data.map((app) => app.nameSlug)).toContain('pipedrive');
  expect(byCategory.data.every((app) => app.categories.includes('CRM'))).toBe(true);
});

describe('failures look like the real ones', () => {
  test('a wrong secret is a 401 at the first call', async () => {
    await expect(pipedreamAt(url(), 'invalid').apps.list()).rejects.toMatchObject({ statusCode: 401 });
  });

  test('a missing input is a 200 whose body says so', async () => {
    const client = pipedreamAt(url());
    const account = await connectAtPipedream(client, 'user-4', 'gmail');

    const run = await client.actions.run(sendEmail(account.id, { to: undefined }));

    expect(run.os).toMatchObject([
      { k: 'error', err: { name: 'ConfigurationError', message: 'Missing required props: to' } },
    ]);
    expect(await admin('GET', '/admin/calls')).toMatchObject({ total: 0 });
  });

  test('a row that is not there is the app’s own 404', async () => {
    const client = pipedreamAt(url());
    const account = await connectAtPipedream(client, 'user-5', 'slack');

    const run = await client.actions.run({
      id: 'slack-send-message',
      externalUserId: 'user-5',
      configuredProps: { slack: { authProvisionId: account.id }, channel: 'nowhere', text: 'hi' },
    });

    expect(run).toMatchObject({ error: { attribution: { origin: 'upstream_api', status: 404 } } });
  });

  test('the app’s prop under a wrong name trips the component', async () => {
    const run = await pipedreamAt(url()).actions.run({
      id: 'stripe-list-customers',
      externalUserId: 'user-6',
      configuredProps: { stripe: { authProvisionId: 'apn_1' } },
    });

    expect(run.os?.[0]?.err?.message).toContain("reading 'oauth_access_token'");
  });

  test('an unknown component is a 404', async () => {
    await expect(pipedreamAt(url()).actions.retrieve('gmail-fly')).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe('connecting', () => {
  test('a token serves one connection', async () => {
    const client = pipedreamAt(url());
    const { connectLinkUrl, token } = await client.tokens.create({ externalUserId: 'user-7' });

    expect((await decide(`${connectLinkUrl}&app=slack`)).status).toBe(200);
    expect((await decide(`${connectLinkUrl}&app=slack`)).status).toBe(410);
    expect(await client.tokens.validate(token)).toMatchObject({ success: false });
  });

  test('cancelling goes to the error address and leaves the token usable', async () => {
    const client = pipedreamAt(url());
    const { connectLinkUrl } = await client.tokens.create({
      externalUserId: 'user-8',
      successRedirectUri: 'http://127.0.0.1:3000/ok?attempt=1',
      errorRedirectUri: 'http://127.0.0.1:3000/no?attempt=1',
    });

    const cancelled = await decide(`${connectLinkUrl}&app=slack`, { decision: 'cancel' });
    const allowed = await decide(`${connectLinkUrl}&app=slack`);

    expect(cancelled).toMatchObject({ status: 303, location: 'http://127.0.0.1:3000/no?attempt=1' });
    expect(allowed).toMatchObject({ status: 303, location: 'http://127.0.0.1:3000/ok?attempt=1' });
  });

  test('closing the page connects nothing', async () => {
    const client = pipedreamAt(url());
    const { connectLinkUrl } = await client.tokens.create({ externalUserId: 'user-9' });

    await fetch(`${connectLinkUrl}&app=slack`);

    expect((await client.accounts.list({ externalUserId: 'user-9' })).data).toEqual([]);
  });

  test('naming an account renews it in place', async () => {
    const client = pipedreamAt(url());
    const before = await connectAtPipedream(client, 'user-10', 'slack', 'jane@example.com');
    await admin('POST', '/admin/grants/expire', { provider: 'pipedream', id: before.id });
    const { connectLinkUrl } = await client.tokens.create({ externalUserId: 'user-10' });

    expect(await client.accounts.retrieve(before.id)).toMatchObject({ healthy: false, dead: true });
    await decide(`${connectLinkUrl}&app=slack&accountId=${before.id}`, { identity: 'sam@northwind.test' });

    expect(await client.accounts.retrieve(before.id)).toMatchObject({ healthy: true, name: 'sam@northwind.test' });
  });

  test('success and failure are told to the token’s webhook', async () => {
    const heard: { event: string; account?: { id: string }; error?: string }[] = [];
    const listener = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      heard.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.end();
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as AddressInfo;
    const client = pipedreamAt(url());
    const { connectLinkUrl } = await client.tokens.create({
      externalUserId: 'user-11',
      webhookUri: `http://127.0.0.1:${port}/`,
    });

    await decide(`${connectLinkUrl}&app=stripe`, { key: 'sk_invalid' });
    await decide(`${connectLinkUrl}&app=stripe`, { key: 'sk_live_9876' });
    await expect.poll(() => heard.length).toBe(2);
    listener.close();

    expect(heard.map(({ event }) => event).sort()).toEqual(['CONNECTION_ERROR', 'CONNECTION_SUCCESS']);
    expect(heard.find(({ event }) => event === 'CONNECTION_SUCCESS')?.account?.id).toMatch(/^apn_/);
  });

  test('a key can be given from the server, without a page', async () => {
    const client = pipedreamAt(url());
    const { token } = await client.tokens.create({ externalUserId: 'user-12' });

    const account = await client.accounts.create({
      externalUserId: 'user-12',
      appSlug: 'sendgrid',
      cfmapJson: JSON.stringify({ api_key: 'SG.abcd' }),
      connectToken: token,
    });

    expect(account).toMatchObject({ name: 'Key ending in abcd', externalId: 'user-12' });
  });
});

test('deleting a user takes their accounts along', async () => {
  const client = pipedreamAt(url());
  await connectAtPipedream(client, 'user-13', 'slack');
  const users = await client.users.list({ q: 'user-13' });

  await client.users.deleteExternalUser('user-13');

  expect(users.data[0]?.id).toMatch(/^exu_/);
  expect((await client.accounts.list({ externalUserId: 'user-13' })).data).toEqual([]);
});

test('environments do not see each other’s accounts', async () => {
  const client = pipedreamAt(url());
  await connectAtPipedream(client, 'user-14', 'slack');

  const page = await client.accounts.list({ externalUserId: 'user-14' }, { projectEnvironment: 'production' });

  expect(page.data).toEqual([]);
});

test('a prop with remote options offers the rows of the account', async () => {
  const client = pipedreamAt(url());
  const account = await connectAtPipedream(client, 'user-15', 'slack');

  const { options } = await client.actions.configureProp({
    id: 'slack-send-message',
    externalUserId: 'user-15',
    propName: 'channel',
    configuredProps: { slack: { authProvisionId: account.id } },
    query: 'sal',
  });

  expect(options).toEqual([{ label: 'sales', value: 'C02SALES' }]);
});

test('everything else the client reads, it can parse', async () => {
  const client = pipedreamAt(url());
  const account = await connectAtPipedream(client, 'user-16', 'linear_app');
  const app = await client.apps.retrieve('linear_app');
  const [category] = await client.appCategories.list();

  expect((await client.apps.retrieve(app.data.id ?? '')).data.nameSlug).toBe('linear_app');
  expect(await client.appCategories.retrieve(category?.id ?? '')).toMatchObject({ name: category?.name });
  expect((await client.accounts.listByExternalUser('user-16')).map(({ id }) => id)).toEqual([account.id]);
  expect((await client.components.list({ app: 'linear_app', limit: 100 })).data).toHaveLength(8);
  expect((await client.triggers.list({ app: 'linear_app' })).data).toEqual([]);
  expect((await client.projects.retrieveInfo()).apps.map(({ nameSlug }) => nameSlug)).toContain('linear_app');
  const reloaded = await client.actions.reloadProps({ id: 'linear_app-create-issue', externalUserId: 'user-16' });
  expect(reloaded.dynamicProps?.id).toMatch(/^dyp_/);
  await client.accounts.deleteByApp('linear_app');
  expect((await client.accounts.list({ app: 'linear_app' })).data).toEqual([]);
});

test('hints travel as annotations', async () => {
  const client = pipedreamAt(url());
  const hintsOf = async (key: string) => (await client.actions.retrieve(key)).data.annotations;

  expect(await hintsOf('gmail-find-email')).toMatchObject({ readOnlyHint: true, destructiveHint: false });
  expect(await hintsOf('gmail-delete-email')).toMatchObject({ readOnlyHint: false, destructiveHint: true });
  expect(await hintsOf('gmail-send-email')).toMatchObject({ idempotentHint: false, destructiveHint: false });
});

test('the way around the tools is closed', async () => {
  const refused = pipedreamAt(url()).proxy.get({ url: 'https://gmail.com/', externalUserId: 'u', accountId: 'apn_1' });

  await expect(refused).rejects.toMatchObject({ statusCode: 403 });
});

test('a write done twice is told apart from two writes', async () => {
  const client = pipedreamAt(url());
  const account = await connectAtPipedream(client, 'user-17', 'gmail');

  await client.actions.run(sendEmail(account.id, { subject: 'One' }));
  await client.actions.run(sendEmail(account.id, { subject: 'Two' }));
  expect(await admin('GET', '/admin/calls')).toMatchObject({ total: 2, repeated: 0 });
  await client.actions.run(sendEmail(account.id, { subject: 'Two' }));

  expect(await admin('GET', '/admin/calls')).toMatchObject({ writes: { 'gmail-send-email': 3 }, repeated: 1 });
});
