import type pg from 'pg';

/**
 * `reach`: every role whose rights the user has, or can take. From the user that signed in as well as from the one that
 * it acts as, which a setting of the role may have changed: it can change back.
 *
 * A membership with SET can be switched to; one with INHERIT gives the rights of the role but not its attributes
 * (superuser, creating roles, …); one with ADMIN can be given to oneself with both; one with none of them gives nothing.
 * Servers before 16 have no such options: every membership there can be switched to. `paths.can_become` is whether the
 * user can become the role itself. The owner of a database is a member of `pg_database_owner`.
 */
export const REACH = `
with recursive memberships(member, roleid, is_set, is_inherited, is_admin) as (
  select m.member, m.roleid, coalesce((to_jsonb(m) ->> 'set_option')::boolean, true),
    coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true), m.admin_option
  from pg_catalog.pg_auth_members m
  union all
  select d.datdba, r.oid, false, true, false from pg_catalog.pg_database d, pg_catalog.pg_roles r
  where d.datname = current_database() and r.rolname = 'pg_database_owner'
),
paths(oid, can_become) as (
  select oid, true from pg_catalog.pg_roles where rolname in (session_user, current_user)
  union
  select m.roleid, m.is_admin or (p.can_become and m.is_set)
  from paths p join memberships m on m.member = p.oid
  where m.is_inherited or m.is_admin or (p.can_become and m.is_set)
),
reach(oid) as (select distinct oid from paths)`;

/** Of the names that a right comes from. */
export const EXAMPLES = 3;

/** The rows of a query whose only column is JSON, because connections hand on every value as text. */
export async function readJson(client: pg.ClientBase, sql: string): Promise<unknown> {
  const { rows } = await client.query<{ json: string | null }>(sql);
  return JSON.parse(rows[0]?.json ?? '[]');
}
