import { afterEach, describe, expect, test } from 'vitest';
import { backingOf, isSandboxed, openProvider } from '@/lib/domain/providers/open-provider';
import { forget } from '@/lib/platform/once';
import { listProviders } from '@/lib/providers/registry';
import { withSandbox } from '@/tests/sandbox/running';

const sandbox = withSandbox();
const KEPT = ['env', ...listProviders().map(({ id }) => `provider:${id}`)];

function withEnvironment(values: Record<string, string>) {
  Object.assign(process.env, values);
  for (const name of KEPT) forget(name);
}

afterEach(() => {
  for (const name of ['SANDBOX_URL', 'SANDBOX', 'COMPOSIO_API_KEY']) delete process.env[name];
  for (const name of KEPT) forget(name);
});

const oauthProviders = listProviders().filter(({ kind }) => kind === 'oauth');

describe.each(oauthProviders.map(({ id }) => id))('%s without credentials', (id) => {
  test('runs against the sandbox, says so, and is opened once', async () => {
    withEnvironment({ SANDBOX_URL: sandbox.url() });
    expect(isSandboxed(id)).toBe(true);
    const provider = openProvider(id);
    const { items } = await provider.listApps({ cursor: null, signal: AbortSignal.timeout(10_000) });
    expect(items.length).toBeGreaterThan(0);
    expect(openProvider(id)).toBe(provider);
    await provider.close();
  });

  test('and without a sandbox says that it has not been set up', () => {
    withEnvironment({});
    expect(isSandboxed(id)).toBe(false);
    expect(() => openProvider(id)).toThrow(expect.objectContaining({ code: 'provider_unavailable' }));
  });
});

test.each([
  { SANDBOX: undefined, composio: 'service', pipedream: 'nothing' },
  { SANDBOX: 'true', composio: 'service', pipedream: 'sandbox' },
  { SANDBOX: 'false', composio: 'service', pipedream: 'nothing' },
])('real credentials lead to the real service, and the sandbox beside it only when asked for: $SANDBOX', (expected) => {
  const { SANDBOX, ...backings } = expected;
  withEnvironment({ SANDBOX_URL: sandbox.url(), COMPOSIO_API_KEY: 'ak_real', ...(SANDBOX && { SANDBOX }) });
  expect({ composio: backingOf('composio'), pipedream: backingOf('pipedream') }).toEqual(backings);
});

test('a provider that nobody wrote is not found', () => {
  withEnvironment({});
  expect(() => openProvider('zapier')).toThrow(expect.objectContaining({ code: 'not_found' }));
});
