import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '@/lib/platform/migrate';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/scripts/lib/embedded-postgres';
import { makeFolder } from '@/tests/resilience/support/installation';
import { withClient } from '@/tests/support/sql';

const { folder, remove } = makeFolder();
let server: EmbeddedPostgres;

beforeAll(async () => {
  server = await startEmbeddedPostgres({ folder, password: 'administrator', settings: { fsync: 'off' } });
}, 60_000);
afterAll(async () => {
  await server.stop();
  remove();
});

const asAdministrator = (sql: string) => withClient(server.url, (client) => client.query(sql));

function addressOf(user: string, database: string): string {
  const url = new URL(server.url);
  url.username = user;
  url.password = user;
  url.pathname = `/${database}`;
  return url.href;
}

/** A database as a hosted server gives it: its owner is nobody else. */
async function makeDatabase(owner: string, attributes = ''): Promise<string> {
  await asAdministrator(`create role ${owner} login password '${owner}' ${attributes}`);
  await asAdministrator(`create database ${owner} owner ${owner}`);
  return addressOf(owner, owner);
}

const open = (ownerUrl: string, appUrl?: string) =>
  migrate({ ownerUrl, appUrl, appPassword: 'of the application' }).catch((error: Error) => error.message);

/** Whether row-level security holds for whoever uses this address, and the rights of the application are there. */
async function holdsFor(appUrl: string): Promise<unknown> {
  return withClient(appUrl, async (client: pg.Client) => {
    const { rows } = await client.query(
      `select rolsuper or rolbypassrls as "isAbove", (select count(*)::int from profiles) as profiles from pg_roles
       where rolname = current_user`,
    );
    return rows[0];
  });
}

describe('an owner who may create roles', () => {
  test('is all that is needed: the role of the application is made, and made once', async () => {
    const ownerUrl = await makeDatabase('one', 'createrole');
    const first = await open(ownerUrl);
    expect(first).toMatchObject({ appUrl: expect.stringContaining('one_login') });
    expect(await holdsFor((first as { appUrl: string }).appUrl)).toEqual({ isAbove: false, profiles: 0 });
    expect(await open(ownerUrl)).toEqual({ applied: [], appUrl: (first as { appUrl: string }).appUrl });
  }, 60_000);

  test('is told what to ask for when another installation on the server made the role with the rights', async () => {
    const ownerUrl = await makeDatabase('two', 'createrole');
    expect(await open(ownerUrl)).toMatch(/GRANT patchbay_app TO "?two"? WITH ADMIN OPTION/);
    await asAdministrator('grant patchbay_app to two with admin option');
    expect(await open(ownerUrl)).toMatchObject({ appUrl: expect.stringContaining('two_login') });
  }, 60_000);
});

describe('an owner who may not create roles', () => {
  test('is told what an administrator has to run, and that works', async () => {
    const ownerUrl = await makeDatabase('three');
    await asAdministrator('drop owned by patchbay_app; alter role patchbay_app rename to patchbay_app_aside');
    const told = await open(ownerUrl);
    expect(told).toMatch(/may not create roles.*DATABASE_APP_URL/s);
    const [, statements = ''] = /run:\n(.*?)\n/s.exec(String(told)) ?? [];
    await asAdministrator(statements.replace("'…'", "'three_login'"));
    expect(await open(ownerUrl, addressOf('three_login', 'three'))).toMatchObject({ appUrl: expect.any(String) });
    expect(await holdsFor(addressOf('three_login', 'three'))).toEqual({ isAbove: false, profiles: 0 });
  }, 60_000);
});

describe('a role of the application for which row-level security would not hold is refused', () => {
  let ownerUrl = '';
  beforeAll(async () => {
    ownerUrl = await makeDatabase('four', 'createrole');
    await asAdministrator('grant patchbay_app to four with admin option');
    await open(ownerUrl);
  }, 60_000);

  test.each([
    ['the owner of the tables', () => Promise.resolve('four'), /owns the tables/],
    ['a member of the owner', () => makeRole('member_of_owner', 'in role four, patchbay_app'), /owns the tables/],
    ['a superuser', () => makeRole('above', 'superuser'), /is a superuser/],
    ['one that passes by', () => makeRole('passes', 'bypassrls in role patchbay_app'), /BYPASSRLS/],
    ['one without the rights', () => makeRole('without', ''), /GRANT patchbay_app TO "?without"?/],
  ])('%s', async (_what, role, words) => {
    expect(await open(ownerUrl, addressOf(await role(), 'four'))).toMatch(words);
  });

  test('so is one that cannot sign in', async () => {
    expect(await open(ownerUrl, addressOf('nobody', 'four'))).toMatch(/DATABASE_APP_URL cannot be used: .*nobody/);
  });

  async function makeRole(name: string, attributes: string): Promise<string> {
    await asAdministrator(`create role ${name} login password '${name}' ${attributes}`);
    return name;
  }
});
