import { expect, test, vi } from 'vitest';
import { parseEnv } from '@/lib/platform/env';
import { greet } from '@/scripts/lib/product/greet';

const needed = {
  DATABASE_APP_URL: 'postgresql://app@127.0.0.1/patchbay',
  NEXTAUTH_SECRET: 's'.repeat(32),
  SEAL_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
};

function greeting(settings: Record<string, string>, hasPeople: boolean): string {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  greet({ env: parseEnv({ ...needed, ...settings }), folder: '.data', seconds: 1, hasPeople });
  const said = print.mock.calls.join('\n');
  print.mockRestore();
  return said;
}

test('only an installation without people is asked for a first account', () => {
  expect(greeting({}, false)).toContain('make the first account');
  expect(greeting({}, true)).toContain('Open the address and sign in.');
  const admin = { ADMIN_EMAIL: 'ada@example.com', ADMIN_PASSWORD: 'a long enough password' };
  expect(greeting(admin, true)).toContain('Open the address and sign in as ada@example.com.');
  expect(greeting(admin, true)).not.toContain('first account');
});

test('it says which providers the sandbox stands in for, and which are not set up', () => {
  const pipedream = { PIPEDREAM_CLIENT_ID: 'id', PIPEDREAM_CLIENT_SECRET: 's', PIPEDREAM_PROJECT_ID: 'proj_1' };
  const composio = { COMPOSIO_API_KEY: 'ak_1' };
  expect(greeting({}, false)).toContain('The built-in sandbox stands in for Pipedream and Composio:');
  expect(greeting(composio, false)).toContain('Pipedream is not set up:');
  expect(greeting({ ...composio, SANDBOX: 'true' }, false)).toContain('The built-in sandbox stands in for Pipedream:');
  expect(greeting({ SANDBOX: 'false' }, false)).toContain('Pipedream and Composio are not set up:');
  expect(greeting({ ...composio, ...pipedream }, false)).not.toMatch(/sandbox|set up/);
});
