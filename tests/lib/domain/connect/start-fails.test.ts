import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { GET as readState } from '@/app/api/[provider]/connection-tokens/[token]/route';
import { describeLink } from '@/lib/domain/connect/describe-attempt';
import { startConnect } from '@/lib/domain/connect/start-connect';
import { ask } from '@/tests/support/ask';
import { failureIn, TestBrowser } from '@/tests/support/browser';
import { readCatalogues } from '@/tests/support/catalogue';
import { makeWorkspace, type TestWorkspace } from '@/tests/support/people';
import { useProduct } from '@/tests/support/running-product';

const { admin } = useProduct();
const causes = [
  ['pipedream', 'provider_unavailable', { status: 503 }],
  ['pipedream', 'provider_misconfigured', { status: 401 }],
  ['composio', 'provider_unavailable', { status: 503 }],
  ['composio', 'provider_misconfigured', { status: 401 }],
  ['composio', 'provider_rejected', { status: 400 }],
  ['composio', 'no_auth_config', null],
] as const;

beforeAll(() => readCatalogues('notion', 'slack'));

describe.each(causes)('connecting through %s that cannot start (%s)', (provider, failure, fault) => {
  let workspace: TestWorkspace;
  let browser: TestBrowser;
  /** Whatever connects once has an auth config from then on. */
  const [app, appName] = fault ? (['notion', 'Notion'] as const) : (['slack', 'Slack'] as const);

  beforeEach(async () => {
    workspace = await makeWorkspace();
    browser = new TestBrowser(workspace.member.cookie);
    await (fault
      ? admin('PUT', '/admin/faults', { provider, ...fault })
      : admin('PUT', '/admin/settings', { unmanagedApps: ['slack'] }));
  });
  const mend = async () => {
    await admin('DELETE', '/admin/faults');
    await admin('PUT', '/admin/settings', { unmanagedApps: [] });
  };
  afterEach(mend);

  const start = (redirect_url?: string) => startConnect(workspace.member.principal, provider, { app, redirect_url });
  const stateOf = async (token: string) => {
    const as = { cookie: workspace.member.cookie };
    return (await ask(readState, { as, params: { provider, token } })).json();
  };

  test('the page names the reason to the browser it belongs to, and the way back to the caller', async () => {
    const { link, token, state } = await start('http://127.0.0.1:3000/apps');
    await browser.open(link);
    const visitor = { browser: browser.id, userId: workspace.member.userId };
    const view = await describeLink(token, visitor);
    expect(view).toMatchObject({ status: 'open', failure });
    const onward = new URL(view.returnUrl ?? '');
    expect(Object.fromEntries(onward.searchParams)).toEqual({
      ...{ status: 'error', appName, reason: failure, app, state },
    });
    expect(await describeLink(token, { ...visitor, browser: null })).toMatchObject({
      status: 'failed',
      returnUrl: null,
    });
  });

  test('the attempt says why, at the link and to whoever waits for it, and can be opened again', async () => {
    const { link, token } = await start();
    expect(failureIn(await browser.open(link))).toBe(failure);
    expect(await stateOf(token)).toMatchObject({ status: 'pending', failure, profile_id: null });
    expect(failureIn(await browser.open(link))).toBe(failure);
    await mend();
    const page = await browser.open(link);
    expect(failureIn(page)).toBeNull();
    expect(await stateOf(token)).toMatchObject({ status: 'pending', failure: null });
    await browser.consent(page);
    expect(await stateOf(token)).toMatchObject({ status: 'completed', failure: null });
  });
});
