import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepSecrets } from '@/scripts/lib/product/secrets';
import { checkSecretsAreGiven } from '@/scripts/lib/product/settings';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'patchbay-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('secrets are made once, for the owner of the file alone', () => {
  const first = keepSecrets(folder);
  const second = keepSecrets(folder);
  expect(first.made).toBe(path.join(folder, 'secrets.json'));
  expect(second).toEqual({ secrets: first.secrets, made: null });
  expect(statSync(path.join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
});

test('two installations never share a secret', () => {
  const other = path.join(folder, 'other');
  mkdirSync(other);
  const values = [...Object.values(keepSecrets(folder).secrets), ...Object.values(keepSecrets(other).secrets)];
  expect(new Set(values).size).toBe(values.length);
});

test('secrets are not made anew beside data that needs the lost ones', () => {
  mkdirSync(path.join(folder, 'postgres'));
  expect(() => keepSecrets(folder)).toThrow('is missing, but the data it protects is there');
});

test('a damaged file is refused and left as it is', () => {
  writeFileSync(path.join(folder, 'secrets.json'), '{');
  expect(() => keepSecrets(folder)).toThrow('cannot be read');
});

test('a database of the operator needs secrets of the operator; the former name of the key counts', () => {
  expect(() => checkSecretsAreGiven({ NEXTAUTH_SECRET: 'x' })).toThrow('so SEAL_KEYS must be set too');
  expect(() => checkSecretsAreGiven({ NEXTAUTH_SECRET: 'x', DB_ENCRYPTION_KEY: 'y' })).not.toThrow();
});
