import { afterAll, beforeAll } from 'vitest';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { postgresAdmin, type SqlAdmin } from './admins';
import { type Subject, subjectOn } from './subjects';

export const PASSWORD = 'of the tests alone';
export const signal = AbortSignal.timeout(300_000);

const SHOP = [
  'create schema sales',
  'create schema "Back Office"',
  'create table sales.orders (id int generated always as identity primary key, total numeric)',
  'create table sales.customers (id int, name text)',
  'create view sales.totals as select sum(total) as total from sales.orders',
  'create table "Back Office"."Pay" (id int, amount numeric)',
  'insert into sales.orders (total) values (1), (2)',
  'insert into "Back Office"."Pay" values (1, 100)',
];

export type Roles = {
  subject: Subject;
  admin: SqlAdmin;
  /** A role that may sign in, with what the statements add to it; `$role` stands for its name. */
  makeRole(name: string, ...statements: string[]): Promise<DatabaseSession>;
};

/**
 * A shop in a database of its own, and roles to look at it. Roles belong to the whole server: those whose names begin
 * with the prefix, are dropped at the end.
 */
export function useRoles(database: string, prefix: string): Roles {
  const subject = subjectOn('postgres', database);
  const roles: Roles = { subject, admin: undefined as never, makeRole };

  async function makeRole(name: string, ...statements: string[]): Promise<DatabaseSession> {
    await roles.admin.run(`create role ${name} login password '${PASSWORD}'`);
    for (const statement of statements) await roles.admin.run(statement.replaceAll('$role', name));
    return subject.open({ username: name, password: PASSWORD });
  }

  beforeAll(async () => {
    roles.admin = await postgresAdmin(subject.server, database);
    for (const sql of SHOP) await roles.admin.run(sql);
  });
  afterAll(async () => {
    const created = (await roles.admin.run(
      `select rolname as name from pg_roles where starts_with(rolname, '${prefix}')`,
    )) as { name: string }[];
    for (const { name } of created) await roles.admin.run(`drop owned by "${name}" cascade`);
    for (const { name } of created) await roles.admin.run(`drop role "${name}"`);
    await roles.admin.close();
  });
  return roles;
}
