import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PUT as switchProvider } from '@/app/api/admin/providers/[provider]/route';
import { GET as readPreference, PUT as setPreference } from '@/app/api/admin/providers/preference/route';
import { GET as comeBack } from '@/app/api/integrations/callback/route';
import { POST as complete } from '@/app/api/integrations/complete/route';
import { POST as connect } from '@/app/api/integrations/connect/route';
import { GET as connected } from '@/app/api/integrations/connected/route';
import { POST as disconnect } from '@/app/api/integrations/disconnect/route';
import { GET as list } from '@/app/api/integrations/route';
import { GET as status } from '@/app/api/integrations/status/route';
import { POST as execute } from '@/app/api/tools/execute/route';
import type { KeyDraft } from '@/lib/contracts/key';
import { describeResult } from '@/lib/domain/connect/describe-attempt';
import { createKey } from '@/lib/domain/identity/keys';
import { decide } from '@/tests/sandbox/person';
import { ask, type Question } from '@/tests/support/ask';
import { failureIn, stateIn, TestBrowser } from '@/tests/support/browser';
import { readCatalogues } from '@/tests/support/catalogue';
import { connectAs } from '@/tests/support/connected';
import { grantsOf } from '@/tests/support/grants';
import { makeKey, makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url, admin, database } = useProduct();
beforeAll(() => readCatalogues('gmail', 'slack'));

let workspace: TestWorkspace;
let backend: { key: string };
let owner: { cookie: string };

beforeEach(async () => {
  workspace = await makeWorkspace();
  backend = await makeKey(workspace, ['profiles:read', 'connections:write', 'tools:execute']);
  owner = { cookie: workspace.owner.cookie };
});

async function answer(handler: unknown, question: Question) {
  const response = await ask(handler, question);
  return { status: response.status, body: await response.json() };
}

const at = (name: string, query: Record<string, string>) =>
  `/api/integrations${name}?${new URLSearchParams({ user_id: 'customer-7', ...query })}`;
const post = (handler: unknown, body: object, as: Question['as'] = backend) =>
  answer(handler, { as, body: { user_id: 'customer-7', provider: 'gmail', ...body } });
const statusOf = (provider: string, as: Question['as'] = backend, user_id = 'customer-7') =>
  answer(status, { as, path: at('/status', { provider, user_id }) });
const switchTo = (provider: string, enabled: boolean) =>
  answer(switchProvider, { as: owner, method: 'PUT', params: { provider }, body: { enabled } });

type AccountRow = { id: string; external_id: string };

async function findAccount(name: string): Promise<AccountRow | undefined> {
  const query = 'select id, external_id from accounts where workspace_id = $1 and external_id = $2';
  const [row] = await database.query<AccountRow>(query, [workspace.id, name]);
  return row;
}

async function findAccountById(id: string): Promise<AccountRow | undefined> {
  const [row] = await database.query<AccountRow>('select id, external_id from accounts where id = $1', [id]);
  return row;
}

const accountIdOf = async (name: string) => (await findAccount(name))?.id ?? '';

const INVALID = { status: 400, body: { success: false, error: { message: 'Invalid or expired OAuth state' } } };
const NONE_YET = { status: 409, body: { success: false, error: { message: 'No active account found' } } };

/** The whole way of a customer whose backend asked for the link. */
async function connectCustomer(): Promise<{ state: string }> {
  const browser = new TestBrowser();
  const { body } = await post(connect, { redirect_url: 'https://app.example/back' });
  await browser.connect(body.auth_url, { identity: 'jane@example.com' });
  await browser.confirm(body.state, 'yes');
  return { state: body.state };
}

describe('a backend with a key', () => {
  test('connects an app for its user: link, consent, confirmation, status, the list of what is connected', async () => {
    expect((await statusOf('gmail')).body).toEqual({
      ...{ provider: 'gmail', connected: false, needs_auth: true, status: null, profile_id: null },
    });
    const started = await post(connect, { redirect_url: 'https://app.example/back' });
    expect(started).toEqual({
      status: 200,
      body: { auth_url: expect.any(String), state: expect.any(String), connected: false, needs_auth: true, demo: true },
    });
    const { auth_url, state } = started.body;
    expect(auth_url).toMatch(/^http:\/\/127\.0\.0\.1:3000\/connect\/[\w-]{20,}$/);
    expect(await post(complete, { state })).toMatchObject(NONE_YET);

    const customer = new TestBrowser();
    await customer.connect(auth_url, { identity: 'jane@example.com' });
    await customer.confirm(state, 'yes');

    const completed = await post(complete, { state });
    const profile_id = completed.body.profile_id;
    expect(completed.body).toEqual({
      ...{ success: true, provider: 'gmail', connected: true, status: 'completed', profile_id: expect.any(String) },
      profile: expect.objectContaining({ profile_id, app_slug: 'gmail', is_connected: true, is_default: true }),
      demo: true,
    });
    expect((await statusOf('gmail')).body).toEqual({
      ...{ provider: 'gmail', connected: true, needs_auth: false, status: 'connected', profile_id, demo: true },
    });
    expect((await answer(connected, { as: backend, path: at('/connected', {}) })).body).toEqual({
      integrations: [
        { provider: 'gmail', name: 'Gmail', profile_id, profile_name: 'Gmail', status: 'connected', demo: true },
      ],
    });
    expect((await post(connect, {})).body).toEqual({ connected: true, needs_auth: false, profile_id, demo: true });
  });

  test('is asked for consent again when the provider says that the grant is gone, whatever is written here', async () => {
    await connectCustomer();
    const { body } = await statusOf('gmail');
    const [id] = await grantsOf(url(), 'pipedream', await accountIdOf('customer-7'));
    await admin('POST', '/admin/grants/expire', { provider: 'pipedream', id, kind: 'revoked' });
    expect((await post(connect, {})).body).toMatchObject({ connected: false, needs_auth: true });
    expect((await statusOf('gmail')).body).toMatchObject({ connected: false, profile_id: body.profile_id });
  });

  test('is told when the provider does not answer, rather than that all is well', async () => {
    await connectCustomer();
    await admin('PUT', '/admin/faults', { provider: 'pipedream', status: 503 });
    const { status: code, body } = await post(connect, {});
    expect(code).toBe(503);
    expect(body).toMatchObject({ success: false, error: { code: 'provider_unavailable' } });
    await admin('DELETE', '/admin/faults');
    expect((await statusOf('gmail')).body.connected).toBe(true);
  });

  test('disconnects: the grant is gone at the provider, then here, and a second time there is nothing to take', async () => {
    await connectCustomer();
    const accountId = await accountIdOf('customer-7');
    expect(await grantsOf(url(), 'pipedream', accountId)).toHaveLength(1);
    expect((await post(disconnect, {})).body).toEqual({
      ...{ success: true, provider: 'gmail', profile_id: expect.any(String), revocation: 'done' },
    });
    expect(await grantsOf(url(), 'pipedream', accountId)).toHaveLength(0);
    expect((await statusOf('gmail')).body).toMatchObject({ connected: false, needs_auth: true });
    expect(await post(disconnect, {})).toMatchObject({
      status: 404,
      body: { success: false, error: { code: 'not_found' } },
    });
  });

  test('must name its user, and has the scope that each endpoint asks for', async () => {
    const nameless = await answer(connect, { as: backend, body: { provider: 'gmail' } });
    expect(nameless).toMatchObject({
      status: 422,
      body: { success: false, error: { fields: { user_id: expect.any(String) } } },
    });
    const reader = await makeKey(workspace, ['profiles:read']);
    for (const handler of [connect, complete, disconnect]) {
      expect((await post(handler, { state: 'x' }, reader)).status).toBe(403);
    }
    const writer = await makeKey(workspace, ['connections:write']);
    for (const handler of [list, connected, status]) {
      expect((await answer(handler, { as: writer, path: at('', { provider: 'gmail' }) })).status).toBe(403);
    }
  });

  test('sees nothing for a user that nobody has heard of, and makes none by looking', async () => {
    const { body } = await answer(connected, { as: backend, path: at('/connected', { user_id: 'nobody' }) });
    expect(body).toEqual({ integrations: [] });
    expect(await findAccount('nobody')).toBeUndefined();
  });

  test('calling a tool of an app that is not connected gets the link that connects it', async () => {
    const called = await answer(execute, {
      as: backend,
      body: { user_id: 'customer-7', action: 'gmail_find_email', params: {} },
    });
    expect(called.status).toBe(409);
    expect(called.body.error).toMatchObject({ code: 'needs_connection', action: { who: 'user' } });
    const link = called.body.error.action.url;
    const customer = new TestBrowser();
    const page = await customer.connect(link, { identity: 'jane@example.com' });
    await customer.confirm(stateIn(page), 'yes');
    expect((await statusOf('gmail')).body.connected).toBe(true);
  });
});

describe('completing by the state', () => {
  const start = async () => {
    const { body } = await post(connect, { redirect_url: 'https://app.example/back' });
    return body as { auth_url: string; state: string };
  };
  const profilesOf = async () =>
    (await answer(connected, { as: backend, path: at('/connected', {}) })).body.integrations as unknown[];

  test('makes the profile of what the user agreed to, once, however often it is asked', async () => {
    const { auth_url, state } = await start();
    await new TestBrowser().connect(auth_url, { identity: 'jane@example.com' });
    expect(await profilesOf()).toEqual([]);
    const [first, ...others] = await Promise.all(Array.from({ length: 4 }, () => post(complete, { state })));
    expect(first).toMatchObject({ status: 200, body: { success: true, profile: { status: 'connected' } } });
    for (const other of [...others, await post(complete, { state })]) expect(other).toEqual(first);
    expect(await profilesOf()).toHaveLength(1);
    expect(await grantsOf(url(), 'pipedream', await accountIdOf('customer-7'))).toHaveLength(1);
  });

  test('completes for a user who agreed and whose window never came back to us', async () => {
    const { auth_url, state } = await start();
    await decide(await new TestBrowser().open(auth_url));
    expect(await post(complete, { state })).toMatchObject({ status: 200, body: { success: true } });
    expect(await profilesOf()).toHaveLength(1);
  });

  test('is refused for a state that is unknown, too old, or of another app', async () => {
    const { auth_url, state } = await start();
    expect(await post(complete, { state: 'made-up' })).toMatchObject(INVALID);
    expect(await post(complete, { provider: 'slack', state })).toMatchObject(INVALID);
    await new TestBrowser().connect(auth_url);
    await database.query(`update connect_attempts set expires_at = now() - interval '1 second'`);
    expect(await post(complete, { state })).toMatchObject(INVALID);
    expect(await profilesOf()).toEqual([]);
  });

  test('finds no account where nobody agreed, or somebody said no', async () => {
    const { auth_url, state } = await start();
    const customer = new TestBrowser();
    const page = await customer.open(auth_url);
    expect(await post(complete, { state })).toMatchObject(NONE_YET);
    await customer.consent(page);
    await customer.confirm(state, 'no');
    expect(await post(complete, { state })).toMatchObject(NONE_YET);
    expect(await profilesOf()).toEqual([]);
  });

  test('gives nothing to who passed the provider’s page on to somebody else', async () => {
    const { auth_url, state } = await start();
    const { location } = await decide(await new TestBrowser().open(auth_url));
    const [completed] = await Promise.all([post(complete, { state }), new TestBrowser().comeBack(location ?? '')]);
    const elsewhere = { status: 409, body: { error: { message: expect.stringContaining('another browser') } } };
    expect(completed).toMatchObject(elsewhere);
    expect(await post(complete, { state })).toMatchObject(elsewhere);
    expect(await profilesOf()).toEqual([]);
    expect(await grantsOf(url(), 'pipedream', await accountIdOf('customer-7'))).toEqual([]);
  });

  test('says so when the provider does not answer, and completes afterwards', async () => {
    const { auth_url, state } = await start();
    await new TestBrowser().connect(auth_url);
    await admin('PUT', '/admin/faults', { provider: 'pipedream', status: 503 });
    expect(await post(complete, { state })).toMatchObject({ status: 503, body: { success: false } });
    await admin('DELETE', '/admin/faults');
    expect(await post(complete, { state })).toMatchObject({ status: 200, body: { success: true } });
  });

  test('of what a person began while signed in, only in the browser that opened the link', async () => {
    const me = { cookie: workspace.member.cookie };
    const { body } = await post(connect, {}, me);
    const browser = new TestBrowser(workspace.member.cookie);
    await decide(await browser.open(body.auth_url));
    const state = body.state;
    const user_id = workspace.member.externalId;
    const refused = { status: 403, body: { success: false, error: { code: 'forbidden' } } };
    expect(await post(complete, { state }, me)).toMatchObject(refused);
    expect(await post(complete, { state, user_id })).toMatchObject(refused);
    expect((await statusOf('gmail', me)).body.connected).toBe(false);
    expect(await post(complete, { state }, { cookie: browser.cookie })).toMatchObject({ status: 200 });
    expect((await statusOf('gmail', me)).body.connected).toBe(true);
    expect(await post(complete, { state, user_id })).toMatchObject({ status: 200, body: { success: true } });
  });
});

describe('a key that acts as one person, as an agent on their machine has it', () => {
  const keyOf = (scopes: KeyDraft['scopes']) =>
    createKey(workspace.member.principal, { name: 'laptop', acts_as: 'me', scopes });
  const isConnected = async () =>
    (await statusOf('gmail', { cookie: workspace.member.cookie })).body.connected as boolean;
  const callGmail = (as: Question['as'], about = {}) =>
    answer(execute, { as, body: { action: 'gmail_find_email', params: {}, ...about } });

  test('completes nothing that the person has not confirmed', async () => {
    const as = await keyOf(['profiles:read', 'connections:write']);
    const question = (body: object) => ({ as, body: { provider: 'gmail', ...body } });
    const { auth_url, state } = (await answer(connect, question({}))).body;
    const person = new TestBrowser(workspace.member.cookie);
    await person.connect(auth_url, { identity: 'jane@example.com' });
    expect(await answer(complete, question({ state }))).toMatchObject({ status: 403 });
    expect(await isConnected()).toBe(false);

    await person.confirm(state, 'yes');
    expect(await answer(complete, question({ state }))).toMatchObject({ status: 200, body: { success: true } });
  });

  test('gets a link that nobody but that person, signed in, can open or confirm', async () => {
    const called = await callGmail(await keyOf(['tools:execute']));
    const link = called.body.error.action.url;
    expect(failureIn(await new TestBrowser().open(link))).toBe('sign_in');
    expect(failureIn(await new TestBrowser(workspace.admin.cookie).open(link))).toBe('other_person');

    const person = new TestBrowser(workspace.member.cookie);
    const page = await person.connect(link, { identity: 'jane@example.com' });
    const { forWhom } = await describeResult(stateIn(page), { browser: person.id, userId: workspace.member.userId });
    expect(forWhom).toEqual({ kind: 'person', name: 'The member', email: workspace.member.email });
    await new TestBrowser(person.cookie.replace(workspace.member.cookie, '')).confirm(stateIn(page), 'yes');
    expect(await isConnected()).toBe(false);
    await person.confirm(stateIn(page), 'yes');
    expect(await isConnected()).toBe(true);
  });

  test('replaces no account behind a profile of theirs: connecting again, too, is theirs to do', async () => {
    await connectAs(workspace.member, 'pipedream', { app: 'gmail' });
    await post(disconnect, {}, { cookie: workspace.member.cookie });
    const called = await callGmail(await keyOf(['tools:execute']));
    expect(called.body.error).toMatchObject({ code: 'needs_reconnect', action: { who: 'user' } });
    expect(failureIn(await new TestBrowser().open(called.body.error.action.url))).toBe('sign_in');
    expect(await isConnected()).toBe(false);
  });

  test('has no use of a link that a backend was given for the same account', async () => {
    const about = { user_id: workspace.member.externalId };
    const given = (await callGmail(backend, about)).body.error.action.url;
    expect(failureIn(await new TestBrowser().open(given))).toBeNull();
    const link = (await callGmail(await keyOf(['tools:execute']))).body.error.action.url;
    expect(failureIn(await new TestBrowser().open(link))).toBe('sign_in');
  });

  test('as one that may only call, for any user, connects nothing into the account of a person who signs in here', async () => {
    const caller = await makeKey(workspace, ['tools:execute']);
    const link = (await callGmail(caller, { user_id: workspace.member.externalId })).body.error.action.url;
    expect(failureIn(await new TestBrowser().open(link))).toBe('sign_in');
    const customers = (await callGmail(caller, { user_id: 'customer-7' })).body.error.action.url;
    expect(failureIn(await new TestBrowser().open(customers))).toBeNull();
  });
});

describe('the apps on offer', () => {
  const walk = async (query: Record<string, string> = {}) => {
    const found: { provider: string; name: string; connected: boolean; status: string | null }[] = [];
    let cursor: string | null = null;
    do {
      const path = at('', { ...query, limit: '20', ...(cursor && { cursor }) });
      const page = (await answer(list, { as: backend, path })).body;
      found.push(...page.integrations);
      cursor = page.next_cursor;
    } while (cursor);
    return found;
  };

  test('come once each on all pages together, whichever providers have them', async () => {
    const names = (await walk()).map(({ provider }) => provider.toLowerCase().replace(/[^a-z0-9]/g, ''));
    expect(names.length).toBeGreaterThan(50);
    expect(new Set(names).size).toBe(names.length);
  });

  test('carry this user’s status and the fields of the contract, and no others', async () => {
    await connectCustomer();
    const [gmail] = (await walk({ q: 'gmail' })) as Record<string, unknown>[];
    expect(gmail).toEqual({
      ...{ provider: 'gmail', name: 'Gmail', description: expect.any(String), auth_type: 'oauth' },
      ...{ icon_url: gmail?.icon_url, categories: expect.any(Array), connected: true, status: 'connected' },
      profile_id: expect.any(String),
      demo: true,
    });
    const [other] = await walk({ q: 'slack' });
    expect(other).toMatchObject({ connected: false, status: null, profile_id: null });
  });
});

describe('what is not there', () => {
  test.each(['nonsense', 'postgres'])(
    '%s is no app here: not found, by every endpoint that names one',
    async (provider) => {
      const gone = { status: 404, body: { error: { code: 'not_found' } } };
      expect(await post(connect, { provider })).toMatchObject(gone);
      expect(await post(disconnect, { provider })).toMatchObject(gone);
      expect(await statusOf(provider)).toMatchObject(gone);
      expect(await post(complete, { provider, state: 'whatever' })).toMatchObject(gone);
    },
  );

  test('another account’s attempt and profile are not found, in the same workspace as in another', async () => {
    const { state } = await connectCustomer();
    const { profile_id } = (await statusOf('gmail')).body;
    const strangers = await makeWorkspace();
    const foreign = await makeKey(strangers, ['profiles:read', 'connections:write']);
    for (const [as, user_id] of [
      [backend, 'customer-8'],
      [foreign, 'customer-7'],
    ] as const) {
      expect(await post(complete, { user_id, state }, as)).toMatchObject(INVALID);
      expect((await post(disconnect, { user_id, profile_id }, as)).status).toBe(404);
      expect((await statusOf('gmail', as, user_id)).body).toMatchObject({ connected: false, profile_id: null });
    }
    expect((await statusOf('gmail')).body.connected).toBe(true);
  });

  test('coming back with a state that nobody made is a page that says so, and goes nowhere else', async () => {
    const response = await ask(comeBack, {
      path: '/api/integrations/callback?state=made-up&redirect_url=https://evil',
    });
    expect(response.status).toBe(303);
    const location = response.headers.get('location') ?? '';
    expect(new URL(location).origin).toBe('http://127.0.0.1:3000');
    expect(failureIn(location)).not.toBeNull();
  });
});

describe('which provider serves an app that several have', () => {
  const prefer = (providers: string[], as = owner) => answer(setPreference, { as, method: 'PUT', body: { providers } });
  const throughWhich = async () => {
    await connectCustomer();
    const { profile_id } = (await statusOf('gmail')).body;
    const [row] = await database.query('select provider from profiles where id = $1', [profile_id]);
    return row?.provider;
  };

  test('is for an admin to say, and holds from the next connection on', async () => {
    expect((await prefer(['composio'], { cookie: workspace.member.cookie })).status).toBe(403);
    expect(await prefer(['composio'])).toEqual({ status: 200, body: { providers: ['composio', 'pipedream'] } });
    expect((await answer(readPreference, { as: owner })).body).toEqual({ providers: ['composio', 'pipedream'] });
    expect(await throughWhich()).toBe('composio');
    const { owner: other } = await makeWorkspace();
    expect((await answer(readPreference, { as: { cookie: other.cookie } })).body.providers[0]).toBe('pipedream');
  });

  test('leaves what is connected with its provider, and passes over one that is off', async () => {
    await connectCustomer();
    const before = (await statusOf('gmail')).body;
    await prefer(['composio', 'pipedream']);
    expect((await post(connect, {})).body).toMatchObject({ connected: true, profile_id: before.profile_id });
    await switchTo('composio', false);
    expect((await post(connect, { provider: 'slack' })).body).toMatchObject({ needs_auth: true });
  });

  test('can only be one that serves apps', async () => {
    for (const providers of [['database'], ['nonsense'], []]) expect((await prefer(providers)).status).toBe(422);
  });
});

describe('a provider that an admin switched off', () => {
  test('is passed over for the other one that has the app; with both off, that is the answer', async () => {
    await switchTo('pipedream', false);
    expect((await post(connect, {})).body).toMatchObject({ needs_auth: true });
    await switchTo('composio', false);
    for (const provider of ['gmail', 'slack']) {
      expect(await post(connect, { provider })).toMatchObject({
        status: 503,
        body: { success: false, error: { code: 'provider_disabled', action: { who: 'admin' } } },
      });
    }
    expect((await answer(list, { as: backend, path: at('', {}) })).body.integrations).toEqual([]);
  });

  test('takes what was connected through it away, and gives it back as it was', async () => {
    await connectCustomer();
    const before = (await statusOf('gmail')).body;
    await switchTo('pipedream', false);
    expect((await statusOf('gmail')).body).toEqual({
      ...{ ...before, connected: false, needs_auth: false, status: 'disabled' },
    });
    expect((await answer(connected, { as: backend, path: at('/connected', {}) })).body.integrations).toEqual([]);
    expect(await post(connect, {})).toMatchObject({ status: 503, body: { error: { code: 'provider_disabled' } } });
    await switchTo('pipedream', true);
    expect((await statusOf('gmail')).body).toEqual(before);
  });
});

describe('a signed-in person', () => {
  test('acts for themselves, whatever user_id they send', async () => {
    await connectAs(workspace.member, 'pipedream', { app: 'gmail' });
    const me = { cookie: workspace.member.cookie };
    expect((await statusOf('gmail', me, workspace.admin.accountId)).body.connected).toBe(true);
    expect((await post(disconnect, { user_id: workspace.admin.accountId }, me)).body.success).toBe(true);
    expect((await statusOf('gmail', me)).body.connected).toBe(false);
  });

  test('who is an admin may name another account of the workspace, and none of another', async () => {
    await connectAs(workspace.member, 'pipedream', { app: 'gmail' });
    const named = (await findAccountById(workspace.member.accountId))?.external_id ?? '';
    const as = { cookie: workspace.admin.cookie };
    expect((await statusOf('gmail', as, named)).body.connected).toBe(true);
    const { member } = await makeWorkspace();
    const foreign = (await findAccountById(member.accountId))?.external_id ?? '';
    expect((await statusOf('gmail', as, foreign)).status).toBe(404);
  });

  test('comes back through the gateway’s own callback and goes on to the page they came from, with status and app', async () => {
    const me = { cookie: workspace.member.cookie };
    const { body } = await post(connect, { provider: 'Gmail', redirect_url: 'http://127.0.0.1:3000/agents' }, me);
    const browser = new TestBrowser(workspace.member.cookie);
    const { location } = await decide(await browser.open(body.auth_url));
    const { search } = new URL(location ?? '');
    const headers = { cookie: browser.cookie };
    const back = await ask(comeBack, { path: `/api/integrations/callback${search}`, headers });
    const onward = new URL(back.headers.get('location') ?? '');
    expect([onward.pathname, Object.fromEntries(onward.searchParams)]).toEqual([
      '/agents',
      { status: 'success', appName: 'Gmail', app: 'gmail', state: body.state },
    ]);
    expect((await statusOf('gmail', me)).body.connected).toBe(true);
  });

  test('must come from our own pages to write, and is sent back to this site only', async () => {
    const me = { cookie: workspace.member.cookie };
    const foreign = await ask(connect, {
      as: me,
      body: { provider: 'gmail' },
      headers: { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(403);
    const elsewhere = await post(connect, { redirect_url: 'https://evil.example' }, me);
    expect(elsewhere).toMatchObject({ status: 422, body: { error: { fields: { redirect_url: expect.any(String) } } } });
  });
});
