import type pg from 'pg';
import * as z from 'zod';
import { type DatabaseRight, RIGHTS } from '@/lib/contracts/database-role';
import type { Finding } from '../../role';

/** The roles of the server and of those who rent it out that give more than reading, by what they give. */
const PREDEFINED: Record<string, DatabaseRight> = {
  pg_read_server_files: 'read_files',
  pg_write_server_files: 'write_files',
  pg_execute_server_program: 'run_programs',
  pg_signal_backend: 'signal_sessions',
  pg_signal_autovacuum_worker: 'signal_sessions',
  pg_create_subscription: 'create_subscriptions',
  pg_write_all_data: 'write_all_data',
  pg_maintain: 'maintain_tables',
  pg_checkpoint: 'checkpoint',
  rds_replication: 'replicate',
  rds_superuser: 'provider_admin',
  rdsadmin: 'provider_admin',
  cloudsqlsuperuser: 'provider_admin',
  cloudsqladmin: 'provider_admin',
  alloydbsuperuser: 'provider_admin',
  azure_pg_admin: 'provider_admin',
  azuresu: 'provider_admin',
  neon_superuser: 'provider_admin',
};

const Role = z.object({
  name: z.string(),
  is_own: z.boolean(),
  superuser: z.boolean(),
  create_roles: z.boolean(),
  create_databases: z.boolean(),
  replicate: z.boolean(),
  bypass_row_security: z.boolean(),
});

const ATTRIBUTES = ['superuser', 'create_roles', 'create_databases', 'replicate', 'bypass_row_security'] as const;

/** What the user is, and what it can become by membership, whether that is inherited or has to be switched to. */
export async function readRoleFindings(client: pg.ClientBase): Promise<Finding[]> {
  const roles = z
    .array(Role)
    .nonempty()
    .parse(await readRows(client, ROLES));
  return roles.flatMap((role) => {
    const names = role.is_own ? [] : [role.name];
    const given = ATTRIBUTES.filter((attribute) => role[attribute]).map((right): Finding => ({ right, names }));
    const right = PREDEFINED[role.name];
    return right ? [...given, { right, names: [role.name] }] : given;
  });
}

const Privilege = z.object({ right: z.enum(RIGHTS), names: z.array(z.string()) });

/** What was granted to the user, or to a role that it can become, on things of this database. */
export async function readPrivilegeFindings(client: pg.ClientBase): Promise<Finding[]> {
  return z.array(Privilege).parse(await readRows(client, PRIVILEGES));
}

/** As JSON, because connections hand on every value as text. */
async function readRows(client: pg.ClientBase, sql: string): Promise<unknown> {
  const { rows } = await client.query<{ json: string }>(sql);
  return JSON.parse(rows[0]?.json ?? '[]');
}

/**
 * From the user that signed in as well as from the one that it acts as, which a setting of the role may have changed:
 * it can change back. A membership that neither inherits, nor can be switched to, nor be passed on gives nothing.
 * Servers before 16 have no such options; there every membership counts.
 */
const REACH = `
with recursive reach(oid) as (
  select oid from pg_catalog.pg_roles where rolname in (session_user, current_user)
  union
  select m.roleid from reach r join pg_catalog.pg_auth_members m on m.member = r.oid
  where not to_jsonb(m) @> '{"admin_option": false, "inherit_option": false, "set_option": false}'
)`;

const ROLES = `${REACH}
select json_agg(json_build_object(
  'name', r.rolname, 'is_own', r.rolname in (session_user, current_user), 'superuser', r.rolsuper,
  'create_roles', r.rolcreaterole, 'create_databases', r.rolcreatedb, 'replicate', r.rolreplication,
  'bypass_row_security', r.rolbypassrls) order by r.rolname) as json
from pg_catalog.pg_roles r join reach on reach.oid = r.oid`;

const EXAMPLES = 3;

/** Right by right, each with the first few names. Functions that open files belong to nobody unless they are granted. */
const PRIVILEGES = `${REACH},
objects as (
  select c.oid, c.relkind, c.relowner, format('%I.%I', n.nspname, c.relname) as name
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
),
found as (
  select 'own_tables' as "right", array(
    select name from objects where relowner in (table reach) order by oid limit ${EXAMPLES}) as names
  union all select 'write_tables', array(
    select name from objects o where relkind <> 'S' and relowner not in (table reach) and exists (
      select from reach r where has_table_privilege(r.oid, o.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
        or has_any_column_privilege(r.oid, o.oid, 'INSERT, UPDATE'))
    order by oid limit ${EXAMPLES})
  union all select 'use_sequences', array(
    select name from objects o where relkind = 'S' and relowner not in (table reach) and exists (
      select from reach r where has_sequence_privilege(r.oid, o.oid, 'USAGE, UPDATE'))
    order by oid limit ${EXAMPLES})
  union all select 'create_tables', array(
    select format('%I', n.nspname) from pg_catalog.pg_namespace n
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and exists (select from reach r where has_schema_privilege(r.oid, n.oid, 'CREATE'))
    order by n.oid limit ${EXAMPLES})
  union all select 'create_schemas', array(
    select format('%I', current_database())
    where exists (select from reach r where has_database_privilege(r.oid, current_database(), 'CREATE')))
  union all select case when p.proname = 'lo_export' then 'write_files' else 'read_files' end, array[p.proname::text]
  from pg_catalog.pg_proc p
  where p.pronamespace = 'pg_catalog'::regnamespace
    and p.proname in ('pg_read_file', 'pg_read_binary_file', 'pg_ls_dir', 'pg_stat_file', 'lo_import', 'lo_export')
    and exists (select from reach r where has_function_privilege(r.oid, p.oid, 'EXECUTE'))
)
select json_agg(found) as json from found where cardinality(names) > 0`;
