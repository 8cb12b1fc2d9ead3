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

test('several master keys are read by version', () => {
  const keys = `${good.SEAL_KEYS},2:${Buffer.alloc(32, 2).toString('base64')}`;
  expect([...parseEnv({ ...good, SEAL_KEYS: keys }).sealKeys.keys()]).toEqual([1, 2]);
});

test('the key of the former systems still opens what it sealed, as version 1', () => {
  const former = { ...good, SEAL_KEYS: undefined, DB_ENCRYPTION_KEY: Buffer.alloc(32, 9).toString('base64') };
  expect(parseEnv(former).sealKeys.get(1)?.[0]).toBe(9);
});

test('auth configs are read by app', () => {
  expect(parseEnv({ ...good, COMPOSIO_AUTH_CONFIG_GMAIL: 'ac_1' }).composioAuthConfigs).toEqual({ gmail: 'ac_1' });
});
