import { expect, test } from 'vitest';
import { parseEnv } from '@/lib/platform/env';

const good = {
  DATABASE_APP_URL: 'postgresql://app@localhost/db',
  NEXTAUTH_SECRET: 's'.repeat(32),
  SEAL_KEYS: `1:${Buffer.alloc(32, 1).toString('base64')}`,
};

test('three settings are enough', () => {
  expect(parseEnv(good)).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', appUrl: 'http://127.0.0.1:3000' });
});

test('what is missing is named in one sentence', () => {
  expect(() => parseEnv({})).toThrow(/^These settings are missing: DATABASE_APP_URL, NEXTAUTH_SECRET\. See/);
  expect(() => parseEnv({ ...good, SEAL_KEYS: '' })).toThrow(/SEAL_KEYS/);
});

test('a wrong value is named and never repeated', () => {
  const wrong = () => parseEnv({ ...good, NEXTAUTH_SECRET: 'too-short-secret' });
  expect(wrong).toThrow(/NEXTAUTH_SECRET needs at least 32 characters/);
  expect(wrong).not.toThrow(/too-short-secret/);
});

test('a variable set to nothing counts as not set', () => {
  expect(parseEnv({ ...good, REDIS_URL: '', OIDC_ISSUER: '' }).REDIS_URL).toBeUndefined();
});

test.each(['redis://a:b@host:6379/0', 'rediss://host', 'redis://[::1]:6379/', 'redis://host/15'])(
  '%s is an address of Redis',
  (url) => {
    expect(parseEnv({ ...good, REDIS_URL: url }).REDIS_URL).toBe(url);
  },
);

test.each(['http://host', 'redis://', 'redis://host/shop'])(
  '%s is none, and is refused before limits are asked for',
  (url) => {
    expect(() => parseEnv({ ...good, REDIS_URL: url })).toThrow(/REDIS_URL must be a redis:\/\/ address/);
  },
);

test('several master keys are read by version', () => {
  const keys = `${good.SEAL_KEYS},2:${Buffer.alloc(32, 2).toString('base64')}`;
  expect([...parseEnv({ ...good, SEAL_KEYS: keys }).sealKeys.keys()]).toEqual([1, 2]);
});

test('of two master keys under one version neither is guessed', () => {
  const keys = `${good.SEAL_KEYS},1:${Buffer.alloc(32, 2).toString('base64')}`;
  expect(() => parseEnv({ ...good, SEAL_KEYS: keys })).toThrow(/SEAL_KEYS names version 1 twice/);
});

test('an address that everybody is shown holds no password, and nothing that paths cannot be appended to', () => {
  for (const APP_URL of ['https://ada:secret@example.com', 'https://example.com/?a=1', 'https://example.com/#a']) {
    expect(() => parseEnv({ ...good, APP_URL })).toThrow(/APP_URL must be without user/);
    expect(() => parseEnv({ ...good, OAUTH_REDIRECT_BASE: APP_URL })).toThrow(/OAUTH_REDIRECT_BASE must be without/);
  }
  expect(() => parseEnv({ ...good, APP_URL: 'example.com' })).toThrow(/APP_URL Invalid URL/);
  expect(() => parseEnv({ ...good, APP_URL: 'https://example.com/sub' })).toThrow(/APP_URL must be without a path/);
  expect(parseEnv({ ...good, APP_URL: 'https://example.com/' }).appUrl).toBe('https://example.com');
});

test('the key of the former systems still opens what it sealed, as version 1', () => {
  const former = { ...good, SEAL_KEYS: undefined, DB_ENCRYPTION_KEY: Buffer.alloc(32, 9).toString('base64') };
  expect(parseEnv(former).sealKeys.get(1)?.[0]).toBe(9);
});

test('auth configs are read by app', () => {
  const composio = { COMPOSIO_API_KEY: 'ak_1', COMPOSIO_AUTH_CONFIG_GMAIL: 'ac_1' };
  expect(parseEnv({ ...good, ...composio }).composioAuthConfigs).toEqual({ gmail: 'ac_1' });
});

test.each([
  [
    { PIPEDREAM_CLIENT_ID: 'id' },
    'PIPEDREAM_CLIENT_ID is set, so PIPEDREAM_CLIENT_SECRET and PIPEDREAM_PROJECT_ID must be set too.',
  ],
  [
    { PIPEDREAM_CLIENT_ID: 'id', PIPEDREAM_PROJECT_ID: 'proj_1' },
    'PIPEDREAM_CLIENT_ID and PIPEDREAM_PROJECT_ID are set, so PIPEDREAM_CLIENT_SECRET must be set too.',
  ],
  [{ COMPOSIO_AUTH_CONFIG_GMAIL: 'ac_1' }, 'COMPOSIO_AUTH_CONFIG_GMAIL is set, so COMPOSIO_API_KEY must be set too.'],
  [
    { OIDC_ISSUER: 'https://id.example.com', OIDC_CLIENT_ID: 'us' },
    'OIDC_ISSUER and OIDC_CLIENT_ID are set, so OIDC_CLIENT_SECRET must be set too.',
  ],
  [{ ADMIN_EMAIL: 'ada@example.com' }, 'ADMIN_EMAIL is set, so ADMIN_PASSWORD must be set too.'],
])('half of a set of credentials is refused rather than taken for none: %o', (half, sentence) => {
  expect(() => parseEnv({ ...good, ...half })).toThrow(`${sentence} See .env.example for what each is.`);
});

test('half of them with the rest set to nothing is still half', () => {
  expect(() => parseEnv({ ...good, PIPEDREAM_CLIENT_ID: 'id', PIPEDREAM_CLIENT_SECRET: '' })).toThrow(/_SECRET and/);
});

test('a whole set is taken, and none of it is too', () => {
  const whole = { PIPEDREAM_CLIENT_ID: 'id', PIPEDREAM_CLIENT_SECRET: 'secret', PIPEDREAM_PROJECT_ID: 'proj_1' };
  expect(parseEnv({ ...good, ...whole })).toMatchObject(whole);
  expect(parseEnv(good).PIPEDREAM_CLIENT_ID).toBeUndefined();
});

test.each([' a key that begins with a space, and is long', 'un-ключ-0123456789-0123456789-0123'])(
  'AGENT_API_KEY %s is refused, because no header carries it',
  (AGENT_API_KEY) => {
    expect(() => parseEnv({ ...good, AGENT_API_KEY })).toThrow(/AGENT_API_KEY must be what a header can carry/);
  },
);

test('AGENT_API_KEY may hold spaces, as old deployments have them', () => {
  const AGENT_API_KEY = 'a key that old deployments have in their environment';
  expect(parseEnv({ ...good, AGENT_API_KEY })).toMatchObject({ AGENT_API_KEY });
});
