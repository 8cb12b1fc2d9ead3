import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startConnect } from '@/lib/domain/connect/start-connect';
import { accountFor } from '@/lib/domain/identity/accounts';
import type { Principal } from '@/lib/domain/identity/principal';
import { listProfiles } from '@/lib/domain/profiles/profiles';
import { decide } from '@/tests/sandbox/person';
import { failureIn, stateIn, TestBrowser } from '@/tests/support/browser';
import { readCatalogues } from '@/tests/support/catalogue';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const CALLBACK = 'http://127.0.0.1:3000/connect/callback';

const { admin } = useProduct();
let workspace: TestWorkspace;
let browser: TestBrowser;

beforeAll(() => readCatalogues('gmail', 'slack'));
beforeEach(async () => {
  workspace = await makeWorkspace();
  browser = new TestBrowser(workspace.member.cookie);
  await admin('PUT', '/admin/settings', { verifyIdentity: true, verifierUrl: CALLBACK });
});

const start = (principal: Principal, app: string, redirect_url?: string) =>
  startConnect(principal, 'composio', { app, redirect_url });

/** Agrees at the provider. Gives the address it sends the browser to, which holds a session and no state of ours. */
async function agree(page: string, identity = 'jane@example.com'): Promise<string> {
  const { location } = await decide(page, { identity });
  const url = new URL(location ?? '');
  expect([...url.searchParams.keys()]).toEqual(['session_uri']);
  return url.href;
}

async function connectedApps(principal: Principal): Promise<string[]> {
  const { items } = await listProfiles(principal, { limit: 50 });
  return items.map(({ app_slug }) => app_slug).sort();
}

describe('a provider that sends every browser to one address, to ask who came back', () => {
  test('connects for whoever opened the link in this browser, who goes on to where they came from', async () => {
    const { principal } = workspace.member;
    const { link, state } = await start(principal, 'gmail', 'http://127.0.0.1:3000/apps');
    const onward = await browser.comeBack(await agree(await browser.open(link)));
    expect(onward).toBe(`http://127.0.0.1:3000/apps?status=success&appName=Gmail&app=gmail&state=${state}`);
    expect(await connectedApps(principal)).toEqual(['gmail']);
  });

  test('says the same again when the browser sends the same request twice', async () => {
    const { link, state } = await start(workspace.member.principal, 'gmail');
    const back = await agree(await browser.open(link));
    for (const page of await Promise.all([browser.comeBack(back), browser.comeBack(back)]))
      expect(stateIn(page)).toBe(state);
    expect(stateIn(await browser.comeBack(back))).toBe(state);
    expect(await connectedApps(workspace.member.principal)).toEqual(['gmail']);
  });

  test('tells two links apart that the browser has open, in either order', async () => {
    const { principal } = workspace.member;
    const [gmail, slack] = [await start(principal, 'gmail'), await start(principal, 'slack')];
    const pages = [await browser.open(gmail.link), await browser.open(slack.link)] as const;
    expect(stateIn(await browser.comeBack(await agree(pages[0])))).toBe(gmail.state);
    expect(await connectedApps(principal)).toEqual(['gmail']);
    expect(stateIn(await browser.comeBack(await agree(pages[1])))).toBe(slack.state);
    expect(await connectedApps(principal)).toEqual(['gmail', 'slack']);
  });

  test('asks whose account it is where a key made the link', async () => {
    const accountId = await accountFor(workspace.owner.principal, 'customer-7', { create: true });
    const via = { kind: 'key' as const, name: 'backend' };
    const key: Principal = { ...workspace.owner.principal, accountId, userId: null, keyId: null, via };
    const { link, state } = await start(key, 'gmail');
    const customer = new TestBrowser();
    const page = await customer.comeBack(await agree(await customer.open(link)));
    expect([stateIn(page), failureIn(page)]).toEqual([state, null]);
    expect(await connectedApps(key)).toEqual([]);
    await customer.confirm(state, 'yes');
    expect(await connectedApps(key)).toEqual(['gmail']);
  });

  test('connects nothing in a browser that did not open the link', async () => {
    const { principal } = workspace.member;
    const back = await agree(await browser.open((await start(principal, 'gmail')).link));
    expect(failureIn(await new TestBrowser().comeBack(back))).toBe('other_browser');
    expect(await connectedApps(principal)).toEqual([]);
  });

  test('connects nothing with the session of somebody else, for either of them', async () => {
    const { member, admin: attacker } = workspace;
    const theirs = new TestBrowser(attacker.cookie);
    const back = await agree(await theirs.open((await start(attacker.principal, 'gmail')).link), 'ops@acme.test');
    await browser.open((await start(member.principal, 'gmail')).link);
    expect(failureIn(await browser.comeBack(back))).toBe('other_browser');
    expect(await connectedApps(member.principal)).toEqual([]);
    expect(await connectedApps(attacker.principal)).toEqual([]);
  });

  test('connects nothing with a session that was made up', async () => {
    const { principal } = workspace.member;
    const { link } = await start(principal, 'gmail');
    await browser.open(link);
    await browser.comeBack(`${CALLBACK}?session_uri=urn:composio:session:made-up`);
    expect(await connectedApps(principal)).toEqual([]);
    expect(stateIn(await browser.consent(await browser.open(link)))).not.toBe('');
    expect(await connectedApps(principal)).toEqual(['gmail']);
  });
});
