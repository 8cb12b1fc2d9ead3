import { createServer } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { sealDataKey } from '@/lib/platform/seal/data-key';
import { findFreePort } from '@/scripts/lib/ports';
import { withClient } from '../support/sql';
import { makeFolder, runUntilExit, startInstallation } from './support/installation';
import { startOldServer } from './support/old-server';
import { startOutsideDatabase } from './support/outside-database';

const { folder, remove } = makeFolder();
const outside = await startOutsideDatabase('refusals');

afterAll(async () => {
  await outside.stop();
  remove();
});

/** Exactly one sentence besides the steps, no stack, exit code 1. */
async function expectRefusal(options: Parameters<typeof runUntilExit>[0], sentence: RegExp) {
  const { code, output } = await runUntilExit(options);
  const complaint = output
    .trim()
    .split('\n')
    .filter((line) => !/^[✓✗] |^ {2}applied |^Made |^Sandbox ready|^\{/.test(line));
  expect(complaint).toEqual([expect.stringMatching(sentence)]);
  expect(code).toBe(1);
}

describe('a wrong setting is one clear sentence', () => {
  test.each([
    [
      'both secrets',
      ['NEXTAUTH_SECRET', 'SEAL_KEYS'],
      /^DATABASE_URL is set, so NEXTAUTH_SECRET and SEAL_KEYS must be/,
    ],
    ['the session secret', ['NEXTAUTH_SECRET'], /^DATABASE_URL is set, so NEXTAUTH_SECRET must be set too/],
    ['the master key', ['SEAL_KEYS'], /^DATABASE_URL is set, so SEAL_KEYS must be set too/],
  ])('a database without %s', async (_what, missing, sentence) => {
    const without = Object.fromEntries(missing.map((name) => [name, undefined]));
    await expectRefusal({ folder, env: { ...outside.settings, ...without } }, sentence);
  });

  test('a database that is not there', async () => {
    const DATABASE_URL = `postgresql://someone@127.0.0.1:${await findFreePort()}/nothing`;
    await expectRefusal(
      { folder, env: { ...outside.settings, DATABASE_URL } },
      /^The database at 127\.0\.0\.1:\d+ cannot be reached: .+\.$/,
    );
  });

  test('a database that is too old', async () => {
    const old = await startOldServer();
    await expectRefusal(
      { folder, env: { ...outside.settings, DATABASE_URL: old.url } },
      /^The database at .+ is PostgreSQL 14; Patchbay needs 15 or newer\.$/,
    );
    old.stop();
  });

  test('a master key that is not one', async () => {
    await expectRefusal(
      { folder, env: { ...outside.settings, SEAL_KEYS: 'abc' } },
      /^SEAL_KEYS must read version:base64/,
    );
  });

  test('a port that is no number', async () => {
    await expectRefusal({ folder, env: { PORT: 'http' } }, /^PORT .+\.$/);
  });

  test('half of the credentials of a provider', async () => {
    await expectRefusal(
      { folder, env: { PIPEDREAM_CLIENT_ID: 'id' } },
      /^PIPEDREAM_CLIENT_ID is set, so PIPEDREAM_CLIENT_SECRET and PIPEDREAM_PROJECT_ID must be set too\. See .+\.$/,
    );
  });

  test('a port in use', async () => {
    const port = await findFreePort();
    const other = createServer().listen(port, '127.0.0.1');
    await expectRefusal({ folder, port }, new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is in use by another program`));
    other.close();
  });

  test('a master key that does not open what is sealed in the database', async () => {
    const first = await startInstallation({ folder, env: outside.settings });
    await first.stop();
    process.env.SEAL_KEYS = `1:${Buffer.alloc(32, 2).toString('base64')}`;
    process.env.NEXTAUTH_SECRET = outside.settings.NEXTAUTH_SECRET;
    process.env.DATABASE_APP_URL = outside.url;
    await withClient(outside.url, async (client) => {
      const workspace = await client.query(
        `insert into workspaces (name, slug, updated_at) values ('w', 'w', now()) returning id`,
      );
      const account = await client.query(
        `insert into accounts (workspace_id, external_id) values ($1, 'a') returning id`,
        [workspace.rows[0].id],
      );
      const { masterVersion, sealedKey } = sealDataKey(account.rows[0].id, Buffer.alloc(32));
      await client.query('insert into account_data_keys (account_id, master_version, sealed_key) values ($1, $2, $3)', [
        account.rows[0].id,
        masterVersion,
        Buffer.from(sealedKey),
      ]);
    });
    await expectRefusal({ folder, env: outside.settings }, /^SEAL_KEYS does not open the data sealed under key 1/);
  });
});

test('a second start on the same data folder is refused, and the first goes on', async () => {
  const mine = makeFolder();
  const first = await startInstallation({ folder: mine.folder });
  await expectRefusal({ folder: mine.folder }, new RegExp(`is in use by process ${first.pid}; stop it first\\.$`));
  expect((await fetch(`${first.url}/api/health/ready`)).status).toBe(200);
  await first.stop();
  mine.remove();
});
