import { PipedreamClient } from '@pipedream/sdk';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { GET as getOpen, POST as postOpen } from '@/app/connect/[token]/open/route';
import { checkAttempt, getAttemptState } from '@/lib/domain/connect/check-attempt';
import { webhookNonce } from '@/lib/domain/connect/connect-attempts';
import { describeLink, describeResult } from '@/lib/domain/connect/describe-attempt';
import { receiveWebhook } from '@/lib/domain/connect/receive-webhook';
import { startConnect } from '@/lib/domain/connect/start-connect';
import { sweepAttempts } from '@/lib/domain/connect/sweep-attempts';
import { accountFor } from '@/lib/domain/identity/accounts';
import type { Principal } from '@/lib/domain/identity/principal';
import { changeProfileTools } from '@/lib/domain/profiles/change-profile-tools';
import { openConnectedAccount } from '@/lib/domain/profiles/opened-profiles';
import { getProfile, listProfiles } from '@/lib/domain/profiles/profiles';
import { removeProfile } from '@/lib/domain/profiles/remove-profile';
import { confirm as confirmPage } from '@/lib/http/connect-pages';
import { hashToken } from '@/lib/platform/seal/token';
import { decide } from '@/tests/sandbox/person';
import { failureIn, stateIn, TestBrowser } from '@/tests/support/browser';
import { readCatalogues } from '@/tests/support/catalogue';
import { grantsOf } from '@/tests/support/grants';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { url, admin, database } = useProduct();
const providers = ['pipedream', 'composio'] as const;

beforeAll(() => readCatalogues('gmail', 'slack'));

describe.each(providers)('connecting through %s', (provider) => {
  let workspace: TestWorkspace;
  let jane: Principal;
  let browser: TestBrowser;
  let key: Principal;

  beforeEach(async () => {
    workspace = await makeWorkspace();
    jane = workspace.member.principal;
    browser = new TestBrowser(workspace.member.cookie);
    const accountId = await accountFor(workspace.owner.principal, 'customer-7', { create: true });
    key = { ...workspace.owner.principal, accountId, userId: null, keyId: null, via: { kind: 'key', name: 'backend' } };
  });

  const profilesOf = async (principal: Principal) => (await listProfiles(principal, { limit: 50 })).items;
  const start = (principal: Principal, wanted = {}) => startConnect(principal, provider, { app: 'gmail', ...wanted });
  const grants = (principal: Principal) => grantsOf(url(), provider, principal.accountId ?? '');

  test('a person presses Connect, agrees, and has a connected default profile with every tool that destroys nothing', async () => {
    const { link, token } = await start(jane);
    expect(await getAttemptState(jane, provider, token)).toMatchObject({ status: 'pending', profile_id: null });
    const page = await browser.connect(link, { identity: 'jane@example.com' });
    expect(failureIn(page)).toBeNull();
    const [profile, ...others] = await profilesOf(jane);
    expect(others).toEqual([]);
    expect(profile).toMatchObject({
      ...{ provider, app_slug: 'gmail', profile_name: 'Gmail', status: 'connected', is_connected: true },
      ...{ is_default: true, is_active: true, external_user_id: jane.accountId },
    });
    expect(await getAttemptState(jane, provider, token)).toMatchObject({
      status: 'completed',
      profile_id: profile?.profile_id,
    });
    const rows = await database.query<{ name: string; annotations: { destructive?: boolean; read_only?: boolean } }>(
      `select name, annotations from tools where provider = $1 and app_slug = 'gmail'`,
      [provider],
    );
    const safe = rows.filter(({ annotations: a }) => a.read_only === true || a.destructive === false);
    expect(safe.length).toBeGreaterThan(0);
    expect(safe.length).toBeLessThan(rows.length);
    expect(profile?.enabled_tools).toEqual(safe.map(({ name }) => name).sort());
    expect((await getProfile(jane, profile?.profile_id ?? '')).label).toBe('jane@example.com');
  });

  test('a list of tools named by the caller is what is on, and nothing else', async () => {
    const tools = await database.query<{ name: string }>(
      `select name from tools where provider = $1 and app_slug = 'gmail' order by name limit 2`,
      [provider],
    );
    const wanted = tools.map(({ name }) => name);
    const { link } = await start(jane, { enabled_tools: wanted, profile_name: 'Work' });
    await browser.connect(link);
    expect(await profilesOf(jane)).toMatchObject([{ enabled_tools: wanted, profile_name: 'Work' }]);
  });

  test('what the address says on the way back proves nothing: without consent there is no profile', async () => {
    const { link, state } = await start(jane);
    await browser.open(link);
    const forged = `http://127.0.0.1:3000/connect/callback?state=${state}&outcome=success&status=success&connected_account_id=ca_x&account_id=apn_x`;
    const page = await browser.comeBack(forged);
    expect(await profilesOf(jane)).toEqual([]);
    expect((await describeResult(stateIn(page), { browser: null, userId: null })).status).not.toBe('completed');
  });

  test('a link that was passed on is refused to the other person, and lands nothing in anybody’s profile', async () => {
    const { link } = await start(jane);
    const other = new TestBrowser(workspace.admin.cookie);
    expect(failureIn(await other.open(link))).toBe('other_person');
    expect(failureIn(await new TestBrowser().open(link))).toBe('sign_in');
    expect(await profilesOf(workspace.admin.principal)).toEqual([]);
  });

  test('the first browser to open a link keeps it', async () => {
    const { link } = await start(jane);
    await browser.open(link);
    const second = new TestBrowser(workspace.member.cookie);
    expect(failureIn(await second.open(link))).toBe('other_browser');
    expect(failureIn(await browser.connect(link))).toBeNull();
  });

  test.each([
    ['follows the address', 'GET', {}],
    ['looks at its headers', 'HEAD', {}],
    ['fetches ahead of need', 'POST', { 'sec-fetch-site': 'same-origin', 'sec-purpose': 'prefetch;prerender' }],
    ['is a page of somebody else', 'POST', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['is no browser', 'POST', {}],
  ])(
    'a link stays free for the person’s browser when something that %s was there before',
    async (_, method, headers) => {
      const { link, token } = await start(key);
      const request = new Request(`${link}/open`, { method, headers: { ...headers } });
      const answer = await (method === 'POST' ? postOpen : getOpen)(request, { params: Promise.resolve({ token }) });
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('location')).toBe(method === 'POST' ? null : link);
      expect(failureIn(await new TestBrowser().open(link))).toBeNull();
    },
  );

  test('of two browsers racing for one link, at most one profile is made, for the right person', async () => {
    const { link } = await start(key);
    const racers = Array.from({ length: 6 }, () => new TestBrowser());
    const pages = await Promise.all(racers.map((racer) => racer.open(link)));
    const winners = pages.filter((page) => failureIn(page) === null || !page.includes('/connect/'));
    expect(winners).toHaveLength(1);
    const winner = racers[pages.indexOf(winners[0] ?? '')];
    const { location } = await decide(winners[0] ?? '');
    const back = await Promise.all([...racers, winner, winner].map((racer) => racer?.comeBack(location ?? '')));
    await winner?.confirm(stateIn(location ?? ''), 'yes');
    expect(back.length).toBe(8);
    expect((await profilesOf(key)).length).toBeLessThanOrEqual(1);
    expect((await profilesOf(jane)).length).toBe(0);
    expect((await grants(key)).length).toBe((await profilesOf(key)).length);
  });

  test('someone who consents through a provider page passed on to them gives nothing away', async () => {
    const { link, token } = await start(jane);
    const providerPage = await browser.open(link);
    const victim = new TestBrowser();
    expect(failureIn(await victim.consent(providerPage, { identity: 'ops@acme.test' }))).toBe('other_browser');
    await checkAttempt(jane, provider, token, { browser: 'whatever', userId: jane.userId });
    expect(await profilesOf(jane)).toEqual([]);
    expect(await grants(jane)).toEqual([]);
    expect(await getAttemptState(jane, provider, token)).toMatchObject({ status: 'failed', failure: 'other_browser' });
  });

  test('coming back again and again, to be there before the person who agreed, gains nothing', async () => {
    const { link, token, state } = await start(jane);
    const providerPage = await browser.open(link);
    const forged = `http://127.0.0.1:3000/connect/callback?state=${state}&outcome=success&status=success`;
    await browser.comeBack(forged);
    const { location } = await decide(providerPage, { identity: 'ops@acme.test' });
    const waiting = browser.comeBack(forged);
    await vi.waitFor(async () => {
      const [row] = await database.query<{ reported_at: Date | null }>(
        'select reported_at from connect_attempts order by created_at desc limit 1',
      );
      expect(row?.reported_at).not.toBeNull();
    });
    expect(failureIn(await new TestBrowser().comeBack(location ?? ''))).toBe('other_browser');
    expect(failureIn(await waiting)).toBe('other_browser');
    expect(await profilesOf(jane)).toEqual([]);
    expect(await grants(jane)).toEqual([]);
    expect(await getAttemptState(jane, provider, token)).toMatchObject({ status: 'failed', failure: 'other_browser' });
  });

  test('who is back in the right moment loses the account when the person who agreed comes back', async () => {
    const { link, token, state } = await start(jane);
    const { location } = await decide(await browser.open(link), { identity: 'ops@acme.test' });
    const forged = `http://127.0.0.1:3000/connect/callback?state=${state}&outcome=success&status=success`;
    expect(failureIn(await browser.comeBack(forged))).toBeNull();
    expect(await profilesOf(jane)).toMatchObject([{ status: 'connected' }]);
    expect(failureIn(await new TestBrowser().comeBack(location ?? ''))).toBe('other_browser');
    expect(await profilesOf(jane)).toMatchObject([{ status: 'disconnected', is_connected: false }]);
    expect(await grants(jane)).toEqual([]);
    expect(await getAttemptState(jane, provider, token)).toMatchObject({ status: 'failed', failure: 'other_browser' });
  });

  test('an address of the way back that is copied later on disconnects nothing', async () => {
    const { link } = await start(jane);
    const { location } = await decide(await browser.open(link));
    await browser.comeBack(location ?? '');
    await database.query(`update connect_attempts set completed_at = now() - interval '5 seconds'`);
    expect(failureIn(await new TestBrowser().comeBack(location ?? ''))).toBe('used');
    expect(await profilesOf(jane)).toMatchObject([{ status: 'connected' }]);
  });

  test('a person who was back before they agreed is connected all the same, a moment later', async () => {
    const { link, state } = await start(jane);
    const providerPage = await browser.open(link);
    await browser.comeBack(`http://127.0.0.1:3000/connect/callback?state=${state}`);
    const { location } = await decide(providerPage);
    expect(failureIn(await browser.comeBack(location ?? ''))).toBeNull();
    expect(await profilesOf(jane)).toMatchObject([{ status: 'connected' }]);
  }, 20_000);

  test.each(['when they come back', 'also when they never do'])(
    'what somebody agrees to while the profile is being removed is revoked, %s',
    async (when) => {
      await browser.connect((await start(jane)).link);
      const [profile] = await profilesOf(jane);
      const { link, token } = await startConnect(jane, provider, { profile_id: profile?.profile_id });
      const providerPage = await browser.open(link);
      await removeProfile(jane, profile?.profile_id ?? '');
      const { location } = await decide(providerPage);
      expect(await grants(jane)).toHaveLength(1);
      expect(await getAttemptState(jane, provider, token)).toMatchObject({ status: 'cancelled', failure: 'cancelled' });
      if (when === 'when they come back') {
        expect(failureIn(await browser.open(link))).toBe('cancelled');
        expect(failureIn(await browser.comeBack(location ?? ''))).toBe('cancelled');
      } else {
        await database.query(`update connect_attempts set expires_at = now() - interval '2 minutes'`);
        await sweepAttempts();
      }
      expect(await grants(jane)).toEqual([]);
      expect(await profilesOf(jane)).toEqual([]);
    },
  );

  test('a way back that is taken twice, or at the same moment, makes one profile', async () => {
    const { link, state } = await start(jane);
    const { location } = await decide(await browser.open(link));
    const pages = await Promise.all([browser.comeBack(location ?? ''), browser.comeBack(location ?? '')]);
    expect(pages.filter((page) => failureIn(page) === null)).toHaveLength(1);
    expect(failureIn(await browser.comeBack(location ?? ''))).toBe('used');
    expect(failureIn(await browser.open(link))).toBe('used');
    expect(await profilesOf(jane)).toHaveLength(1);
    expect(await grants(jane)).toHaveLength(1);
    const visitor = { browser: browser.id, userId: jane.userId };
    expect(await describeResult(state, visitor)).toMatchObject({ status: 'completed', failure: null });
  });

  test('someone who says no gets a clear word and no profile', async () => {
    const { link, token } = await start(jane);
    const page = await browser.connect(link, { decision: 'cancel' });
    expect(['cancelled', 'provider_rejected']).toContain(failureIn(page));
    expect(await profilesOf(jane)).toEqual([]);
    expect((await getAttemptState(jane, provider, token)).status).not.toBe('pending');
    expect(failureIn(await browser.open(link))).toBe(failureIn(page));
  });

  test('after ten minutes a link is dead, and what was agreed to meanwhile is given back', async () => {
    const { link, token } = await start(jane);
    await decide(await browser.open(link));
    expect(await grants(jane)).toHaveLength(1);
    await database.query(`update connect_attempts set expires_at = now() - interval '1 second'`);
    expect(await getAttemptState(jane, provider, token)).toMatchObject({ status: 'expired', failure: 'expired' });
    expect(failureIn(await browser.open(link))).toBe('expired');
    await sweepAttempts();
    expect(await grants(jane)).toEqual([]);
    expect(await profilesOf(jane)).toEqual([]);
  });

  test('a provider that fails three times in a row is left alone until the next sweep', async () => {
    await database.query('delete from connect_attempts');
    for (let number = 0; number < 5; number += 1) await browser.open((await start(jane)).link);
    await database.query(`update connect_attempts set expires_at = now() - interval '1 second' where account_id = $1`, [
      jane.accountId,
    ]);
    const pending = async () => {
      const [row] = await database.query<{ count: string }>(
        `select count(*) from connect_attempts where account_id = $1 and outcome = 'pending'`,
        [jane.accountId],
      );
      return Number(row?.count);
    };
    await admin('PUT', '/admin/faults', { provider, status: 503 });
    await sweepAttempts();
    expect(await pending()).toBe(2);
    await admin('DELETE', '/admin/faults');
    await sweepAttempts();
    expect(await pending()).toBe(0);
  }, 90_000);

  test('what was agreed to is given back although its app has left the catalogue', async () => {
    const { link } = await start(jane);
    await decide(await browser.open(link));
    expect(await grants(jane)).toHaveLength(1);
    await database.query(`update connect_attempts set expires_at = now() - interval '1 second'`);
    await database.query(`update apps set removed_at = now() where provider = $1`, [provider]);
    await sweepAttempts();
    await database.query(`update apps set removed_at = null where provider = $1`, [provider]);
    expect(await grants(jane)).toEqual([]);
  });

  test('a popup closed on the way back is settled with the provider before anything is said', async () => {
    const { link, token } = await start(jane);
    await decide(await browser.open(link));
    const visitor = { browser: browser.id, userId: jane.userId };
    expect(await checkAttempt(jane, provider, token, visitor)).toMatchObject({ status: 'pending' });
    await database.query(
      `update connect_attempts set reported_at = now() - interval '5 seconds' where reported_at is not null`,
    );
    expect(await checkAttempt(jane, provider, token, { ...visitor, browser: null })).toMatchObject({
      status: 'pending',
    });
    expect(await checkAttempt(jane, provider, token, visitor)).toMatchObject({ status: 'completed' });
    expect(await profilesOf(jane)).toHaveLength(1);
  });

  test('a popup closed before anybody agreed stays pending', async () => {
    const { link, token } = await start(jane);
    await browser.open(link);
    const visitor = { browser: browser.id, userId: jane.userId };
    expect(await checkAttempt(jane, provider, token, visitor)).toMatchObject({ status: 'pending', profile_id: null });
  });

  test('a link made with a key asks whose account it is, and nothing is active before the answer', async () => {
    const { link, token, state } = await start(key, { redirect_url: 'https://app.example/back' });
    const customer = new TestBrowser();
    const page = await customer.connect(link, { identity: 'sam@northwind.test' });
    expect(page).toContain('/connect/done?');
    expect(await getAttemptState(key, provider, token)).toMatchObject({ status: 'confirming', profile_id: null });
    expect(await profilesOf(key)).toEqual([]);
    const view = await describeResult(state, { browser: customer.id, userId: null });
    expect(view).toMatchObject({
      ...{ status: 'confirming', label: 'sam@northwind.test', forWhom: { kind: 'user', id: 'customer-7' } },
    });
    expect(await describeResult(state, { browser: null, userId: null })).toMatchObject({ label: null, forWhom: null });
    const foreign = new TestBrowser();
    await foreign.confirm(state, 'yes');
    expect(await profilesOf(key)).toEqual([]);
    const body = new URLSearchParams({ state, answer: 'yes' });
    const headers = { cookie: customer.cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const url = 'http://127.0.0.1:3000/connect/confirm';
    expect((await confirmPage(new Request(url, { method: 'POST', body, headers }))).status).toBe(403);
    expect(await profilesOf(key)).toEqual([]);
    await customer.confirm(state, 'yes');
    expect(await profilesOf(key)).toMatchObject([{ status: 'connected' }]);
    const { returnUrl } = await describeResult(state, { browser: customer.id, userId: null });
    expect(returnUrl).toBe(`https://app.example/back?status=success&appName=Gmail&app=gmail&state=${state}`);
  });

  test('"no, that is not me" gives the grant back', async () => {
    const { link, state } = await start(key);
    const customer = new TestBrowser();
    await customer.connect(link);
    await customer.confirm(state, 'no');
    expect(await profilesOf(key)).toEqual([]);
    expect(await grants(key)).toEqual([]);
  });

  test('a link opened twice connects in whichever window is finished, and leaves one grant', async () => {
    for (const finished of [0, 1]) {
      const { link, token } = await start(jane, { profile_name: `Window ${finished}` });
      const windows = [await browser.open(link), await browser.open(link)];
      const identity = finished === 0 ? 'jane@example.com' : 'ops@acme.test';
      expect(failureIn(await browser.consent(windows[finished] ?? '', { identity }))).toBeNull();
      expect(await getAttemptState(jane, provider, token)).toMatchObject({ status: 'completed' });
    }
    expect(await profilesOf(jane)).toHaveLength(2);
    expect(await grants(jane)).toHaveLength(2);
  });

  test('when both windows of a link are finished, the sweep revokes the grant that became no profile', async () => {
    const { link } = await start(jane);
    const windows = [await browser.open(link), await browser.open(link)];
    await browser.consent(windows[0] ?? '', { identity: 'jane@example.com' });
    await browser.consent(windows[1] ?? '', { identity: 'ops@acme.test' });
    const [profile] = await profilesOf(jane);
    expect(await grants(jane)).toHaveLength(2);
    await database.query(`update connect_attempts set expires_at = now() - interval '2 minutes'`);
    await sweepAttempts();
    expect(await grants(jane)).toHaveLength(1);
    expect(await profilesOf(jane)).toMatchObject([{ profile_id: profile?.profile_id, status: 'connected' }]);
    expect((await openConnectedAccount(jane, profile?.profile_id ?? '')).account.upstreamAccountId).toBe(
      (await grants(jane))[0],
    );
  });

  /** Two links of one account, each with its own browser and identity; every order in which they can be finished. */
  const identities = ['jane@example.com', 'sam@northwind.test'] as const;
  const orders = ['A a B b', 'A B a b', 'A B b a', 'B A a b', 'B A b a', 'B b A a'];
  test.each(orders)('two people who connect the same app at once keep their own accounts (%s)', async (order) => {
    const links = [await start(key, { profile_name: 'one' }), await start(key, { profile_name: 'two' })];
    const browsers = [new TestBrowser(), new TestBrowser()];
    const pages = await Promise.all(links.map(({ link }, index) => browsers[index]?.open(link)));
    const back: string[] = [];
    const isTogether = !['A a B b', 'B b A a'].includes(order);
    for (const step of order.split(' ')) {
      const index = step.toUpperCase() === 'A' ? 0 : 1;
      if (step === step.toUpperCase()) {
        back[index] = (await decide(pages[index] ?? '', { identity: identities[index] ?? '' })).location ?? '';
      } else {
        const page = await browsers[index]?.comeBack(back[index] ?? '');
        if (failureIn(page ?? '') === null) await browsers[index]?.confirm(stateIn(page ?? ''), 'yes');
      }
    }
    const profiles = await profilesOf(key);
    const labels = await Promise.all(
      profiles.map(async ({ profile_id, profile_name }) => [profile_name, (await getProfile(key, profile_id)).label]),
    );
    // Without word from the provider, accounts that were made at the same moment cannot be told apart at Pipedream.
    if (provider === 'composio' || !isTogether) expect(labels).toHaveLength(2);
    for (const [name, label] of labels) expect(label).toBe(identities[name === 'one' ? 0 : 1]);
    await database.query(`update connect_attempts set expires_at = now() - interval '2 minutes'`);
    await sweepAttempts();
    expect(await grants(key)).toHaveLength(profiles.length);
  });

  test.each(['A B', 'B A'])('"no" in one browser leaves the grant of the other alone (%s)', async (order) => {
    const links = [await start(key), await start(key)];
    const browsers = [new TestBrowser(), new TestBrowser()];
    for (const name of order.split(' ')) {
      const index = name === 'A' ? 0 : 1;
      await browsers[index]?.connect(links[index]?.link ?? '', { identity: identities[index] ?? '' });
    }
    await browsers[0]?.confirm(links[0]?.state ?? '', 'no');
    await browsers[1]?.confirm(links[1]?.state ?? '', 'yes');
    const [profile, ...more] = await profilesOf(key);
    expect(more).toEqual([]);
    expect((await getProfile(key, profile?.profile_id ?? '')).label).toBe(identities[1]);
    const { account } = await openConnectedAccount(key, profile?.profile_id ?? '');
    expect(await grants(key)).toEqual([account.upstreamAccountId]);
  });

  test('"yes" to an account that was removed meanwhile connects nothing', async () => {
    const { link, state, token } = await start(key);
    const customer = new TestBrowser();
    await customer.connect(link);
    const [id] = await grants(key);
    await admin('POST', '/admin/grants/expire', { provider, id, kind: 'revoked' });
    if (provider === 'pipedream') await removeAtPipedream(id ?? '');
    await customer.confirm(state, 'yes');
    expect(await profilesOf(key)).toEqual([]);
    expect(await getAttemptState(key, provider, token)).toMatchObject({
      status: 'failed',
      failure: 'provider_rejected',
    });
  });

  test('connecting again keeps id, name and tools, and leaves one grant', async () => {
    await browser.connect((await start(jane)).link);
    const [before] = await profilesOf(jane);
    const id = before?.profile_id ?? '';
    const [tool = ''] = before?.enabled_tools ?? [];
    await changeProfileTools(jane, id, { only: [tool] });
    await database.query(`update connections set status = 'needs_reconnect' where profile_id = $1`, [id]);
    await expect(openConnectedAccount(jane, id)).rejects.toMatchObject({
      code: 'needs_reconnect',
      detail: { action: { url: `http://127.0.0.1:3000/profiles/${id}?reconnect=1` } },
    });
    const again = await startConnect(jane, provider, { profile_id: id });
    expect(failureIn(await browser.connect(again.link, { identity: 'jane@example.com' }))).toBeNull();
    expect(await profilesOf(jane)).toMatchObject([{ profile_id: id, enabled_tools: [tool], status: 'connected' }]);
    expect(await grants(jane)).toHaveLength(1);
    expect((await openConnectedAccount(jane, id)).account.profileId).toBe(id);
  });

  test('a second profile of the same app stands beside the first', async () => {
    await browser.connect((await start(jane)).link, { identity: 'jane@example.com' });
    await browser.connect((await start(jane)).link, { identity: 'ops@acme.test' });
    const profiles = await profilesOf(jane);
    expect(profiles.map(({ profile_name }) => profile_name).sort()).toEqual(['Gmail', 'Gmail 2']);
    expect(profiles.filter(({ is_default }) => is_default)).toHaveLength(1);
    expect(await grants(jane)).toHaveLength(2);
  });

  test('a name that is taken is told before anybody goes to the provider', async () => {
    await browser.connect((await start(jane, { profile_name: 'Work' })).link);
    await expect(start(jane, { profile_name: 'Work' })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a provider that does not answer leaves the attempt to be finished later', async () => {
    const { link, token } = await start(jane);
    const { location } = await decide(await browser.open(link));
    await admin('PUT', '/admin/faults', { provider, status: 503 });
    expect(failureIn(await browser.comeBack(location ?? ''))).toBe('provider_unavailable');
    expect(await getAttemptState(jane, provider, token)).toMatchObject({ status: 'pending' });
    await admin('DELETE', '/admin/faults');
    expect(failureIn(await browser.comeBack(location ?? ''))).toBeNull();
    expect(await profilesOf(jane)).toHaveLength(1);
  });

  test('a page may only send people back to this site; a backend with a key wherever it says', async () => {
    const away = { redirect_url: 'https://elsewhere.example/' };
    await expect(start(jane, away)).rejects.toMatchObject({ code: 'invalid_request' });
    expect((await start(jane, { redirect_url: 'http://127.0.0.1:3000/apps' })).link).toContain('/connect/');
    expect((await start(key, away)).link).toContain('/connect/');
  });

  test('tokens are kept as hashes, and a token of another account is not there', async () => {
    const { token, state, link } = await start(jane);
    const rows = await database.query<{ all: string }>('select row_to_json(c)::text as all from connect_attempts c');
    const kept = rows.map(({ all }) => all).join();
    expect([kept.includes(token), kept.includes(state)]).toEqual([false, false]);
    await expect(getAttemptState(workspace.admin.principal, provider, token)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await describeLink(`${token}x`, { browser: null, userId: null })).toMatchObject({ failure: 'not_found' });
    expect(failureIn(await browser.open(`${link}x`))).toBe('not_found');
  });

  test('what the provider calls to say is a hint that changes nothing by itself', async () => {
    const { link, token } = await start(jane);
    await decide(await browser.open(link));
    await vi.waitFor(async () => expect(await grants(jane)).toHaveLength(1));
    expect(await getAttemptState(jane, provider, token)).toMatchObject({ status: 'pending' });
    expect(await profilesOf(jane)).toEqual([]);
  });
});

async function removeAtPipedream(id: string): Promise<void> {
  const project = { clientId: 'sandbox', clientSecret: 'sandbox', projectId: 'proj_sandbox' };
  const client = new PipedreamClient({ ...project, baseUrl: `${url()}/pipedream`, projectEnvironment: 'development' });
  await client.accounts.delete(id);
}

test('the account that Pipedream names for an attempt tells two apart that were finished at the same moment', async () => {
  const workspace = await makeWorkspace();
  const jane = workspace.member.principal;
  const identities = ['jane@example.com', 'sam@northwind.test'];
  const browser = new TestBrowser(workspace.member.cookie);
  const links = [
    await startConnect(jane, 'pipedream', { app: 'gmail', profile_name: 'one' }),
    await startConnect(jane, 'pipedream', { app: 'gmail', profile_name: 'two' }),
  ];
  const pages = [await browser.open(links[0]?.link ?? ''), await browser.open(links[1]?.link ?? '')];
  const back: string[] = [];
  for (const [index, identity] of identities.entries()) {
    const before = await grantsOf(url(), 'pipedream', jane.accountId ?? '');
    back.push((await decide(pages[index] ?? '', { identity })).location ?? '');
    const [made] = (await grantsOf(url(), 'pipedream', jane.accountId ?? '')).filter((id) => !before.includes(id));
    const [attempt] = await database.query<{ id: string }>('select id from connect_attempts where token_hash = $1', [
      hashToken(links[index]?.token ?? ''),
    ]);
    const delivery = { headers: new Headers(), text: JSON.stringify({ account: { id: made } }) };
    expect(await receiveWebhook('pipedream', webhookNonce(attempt?.id ?? ''), delivery)).toBe(true);
  }
  for (const address of back) expect(failureIn(await browser.comeBack(address))).toBeNull();
  const profiles = (await listProfiles(jane, { limit: 50 })).items;
  const labels = await Promise.all(profiles.map(async ({ profile_id }) => (await getProfile(jane, profile_id)).label));
  expect(Object.fromEntries(profiles.map(({ profile_name }, index) => [profile_name, labels[index]]))).toEqual({
    one: identities[0],
    two: identities[1],
  });
});
