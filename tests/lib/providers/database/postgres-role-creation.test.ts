import { describe, expect, test } from 'vitest';
import { AppError } from '@/lib/errors';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { askRole } from '@/lib/providers/database/role';
import { PASSWORD, signal, useRoles } from './support/postgres-roles';
import { answer, call } from './support/subjects';

const DATABASE = 'maker_shop';
const roles = useRoles(DATABASE, 'maker_');

describe('a role that reads', () => {
  let count = 0;
  const nextName = () => `maker_reader_${++count}`;

  async function create(session: DatabaseSession, wishes: { name?: string; schemas?: string[] } = {}) {
    const { name = nextName(), schemas } = wishes;
    if (!session.createReader) throw new Error('PostgreSQL has readers.');
    await session.createReader({ name, password: `pass ${name}`, schemas }, signal);
    return { name, session: roles.subject.open({ username: name, password: `pass ${name}` }) };
  }

  const exists = async (name: string) =>
    ((await roles.admin.run(`select 1 from pg_roles where rolname = '${name}'`)) as unknown[]).length === 1;

  test('is created by a superuser: it reads everything, later tables too, and may do nothing else', async () => {
    const owner = roles.subject.open();
    const { session, name } = await create(owner);
    await roles.admin.run('create table sales.later (id int)');
    for (const table of ['sales.orders', 'sales.totals', '"Back Office"."Pay"', 'sales.later']) {
      await answer(session, 'query', { query: `select * from ${table}` });
    }
    expect(await askRole(session, signal)).toEqual({ level: 'reads', rights: [], untried: [], reader: null });
    const [row] = (await roles.admin.run(
      `select rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolconnlimit, rolconfig
       from pg_roles where rolname = '${name}'`,
    )) as unknown[];
    expect(row).toEqual({
      ...{ rolcanlogin: true, rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolreplication: false },
      ...{ rolbypassrls: false, rolconnlimit: 20 },
      rolconfig: [
        'default_transaction_read_only=on',
        'statement_timeout=60s',
        'idle_in_transaction_session_timeout=60s',
      ],
    });
    await Promise.all([owner.close(), session.close()]);
  });

  test('its password is not sent to the server, whose log may hold whole statements', async () => {
    // A server that gets a password makes what it keeps of it in this way; one that gets a verifier keeps that.
    await roles.admin.run(`alter database ${DATABASE} set password_encryption = 'md5'`);
    const owner = roles.subject.open();
    const { name, session } = await create(owner);
    const [row] = (await roles.admin.run(`select rolpassword from pg_authid where rolname = '${name}'`)) as [
      { rolpassword: string },
    ];
    expect(row.rolpassword).toMatch(/^SCRAM-SHA-256\$4096:/);
    await roles.admin.run(`alter database ${DATABASE} reset password_encryption`);
    await Promise.all([owner.close(), session.close()]);
  });

  test('one who may create roles, but not pass on the right to read everything, grants what is their own', async () => {
    const maker = await roles.makeRole(
      'maker_grants',
      'alter role $role createrole',
      'grant usage on schema sales to $role with grant option',
      'grant select on sales.orders to $role with grant option',
      'grant usage, create on schema "Back Office" to $role with grant option',
      'create table "Back Office".made (id int)',
      'alter table "Back Office".made owner to $role',
    );
    const plan = (await askRole(maker, signal))?.reader;
    expect(plan).toMatchObject({ can_create: true, schemas: ['Back Office', 'sales'] });
    const { session } = await create(maker, { schemas: ['sales', 'Back Office'] });
    await answer(session, 'query', { query: 'select * from sales.orders' });
    await answer(session, 'query', { query: 'select * from "Back Office".made' });
    expect(await call(session, 'query', { query: 'select * from sales.customers' })).toMatchObject({ ok: false });
    await roles.admin.run('set role maker_grants');
    await roles.admin.run('create table "Back Office".later (id int)');
    await roles.admin.run('reset role');
    await answer(session, 'query', { query: 'select * from "Back Office".later' });
    expect((await askRole(session, signal))?.level).toBe('reads');
    const wrong = create(maker, { schemas: ['public'] });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_request' });
    await Promise.all([maker.close(), session.close()]);
  });

  test('asked for twice under one name, it is one role with the later password', async () => {
    const owner = roles.subject.open();
    const first = await create(owner, { name: 'maker_reader_twice' });
    await owner.createReader?.({ name: 'maker_reader_twice', password: 'the later one' }, signal);
    const later = roles.subject.open({ username: 'maker_reader_twice', password: 'the later one' });
    await later.test(signal);
    await first.session.close();
    const former = roles.subject.open({ username: 'maker_reader_twice', password: 'pass maker_reader_twice' });
    await expect(former.test(signal)).rejects.toBeInstanceOf(AppError);
    await Promise.all([owner.close(), later.close(), former.close()]);
  });

  test('one who may not create it is told so, gets the SQL, and nothing is left on the server', async () => {
    const clerk = await roles.makeRole('maker_clerk', 'grant insert on sales.orders to $role');
    const role = await askRole(clerk, signal);
    expect(role?.reader?.can_create).toBe(false);
    const name = nextName();
    await expect(create(clerk, { name })).rejects.toMatchObject({ code: 'provider_rejected' });
    expect(await exists(name)).toBe(false);
    const sql = (role?.reader?.sql ?? '').replace('<password>', PASSWORD);
    await roles.admin.run(sql);
    const session = roles.subject.open({ username: 'patchbay_reader', password: PASSWORD });
    expect((await askRole(session, signal))?.level).toBe('reads');
    await answer(session, 'query', { query: 'select * from sales.orders' });
    await session.close();
    await clerk.close();
    await roles.admin.run('drop owned by patchbay_reader; drop role patchbay_reader');
  });

  test('when a grant fails half-way, the role is gone with all the rest', async () => {
    await roles.admin.run(`create function sales.refuse() returns event_trigger language plpgsql as
      $$begin raise exception 'not today'; end$$`);
    await roles.admin.run(`create event trigger refuse on ddl_command_start when tag in ('ALTER DEFAULT PRIVILEGES')
      execute function sales.refuse()`);
    const maker = await roles.makeRole(
      'maker_unlucky',
      'alter role $role createrole',
      'create schema unlucky authorization $role',
      'create table unlucky.t (id int)',
      'alter table unlucky.t owner to $role',
    );
    const name = nextName();
    await expect(create(maker, { name })).rejects.toMatchObject({ code: 'provider_rejected' });
    expect(await exists(name)).toBe(false);
    await roles.admin.run('drop event trigger refuse');
    const { session } = await create(maker, { name });
    await answer(session, 'query', { query: 'select * from unlucky.t' });
    await Promise.all([maker.close(), session.close()]);
  });

  test('one that the server does not let in is dropped again', async () => {
    const owner = roles.subject.open();
    await roles.admin.run(`alter database ${DATABASE} connection limit 0`); // superusers are let in all the same
    const name = nextName();
    await expect(create(owner, { name })).rejects.toMatchObject({
      message: 'The role was created, but the server did not let it sign in, so it was dropped again.',
    });
    await roles.admin.run(`alter database ${DATABASE} connection limit -1`);
    expect(await exists(name)).toBe(false);
    await owner.close();
  });

  test('a database that not everybody may connect to lets it in', async () => {
    await roles.admin.run(`revoke connect on database ${DATABASE} from public`);
    const owner = roles.subject.open();
    const { session } = await create(owner);
    await answer(session, 'query', { query: 'select 1' });
    await roles.admin.run(`grant connect on database ${DATABASE} to public`);
    await Promise.all([owner.close(), session.close()]);
  });
});
