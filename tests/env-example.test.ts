import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EnvSchema } from '@/lib/platform/env/schema';

/** Set by the start command, never by an operator. */
const OURS = ['NODE_ENV', 'SANDBOX_URL', 'SANDBOX_TOKEN'];
/** Stands for every COMPOSIO_AUTH_CONFIG_<APP>, which the schema cannot list. */
const FAMILY = 'COMPOSIO_AUTH_CONFIG_GMAIL';

const lines = readFileSync('.env.example', 'utf8').split('\n');
const shown = new Map(
  lines.flatMap((line) => [...line.matchAll(/^#?([A-Z_]+)=(.*)$/g)].map(([, name = '', value = '']) => [name, value])),
);

test('.env.example shows every setting that the schema knows, and no other', () => {
  const known = Object.keys(EnvSchema.shape).filter((name) => !OURS.includes(name));
  expect([...shown.keys()].filter((name) => name !== FAMILY).sort()).toEqual(known.sort());
});

test('the defaults it shows are the defaults', () => {
  const needed = { DATABASE_APP_URL: 'postgresql://a', NEXTAUTH_SECRET: 'x'.repeat(32) };
  const defaults = Object.entries(EnvSchema.parse(needed)).filter(
    ([name, value]) => value !== undefined && !OURS.includes(name) && !(name in needed),
  );
  expect(Object.fromEntries(defaults.map(([name]) => [name, shown.get(name)]))).toEqual(
    Object.fromEntries(defaults.map(([name, value]) => [name, String(value)])),
  );
});
