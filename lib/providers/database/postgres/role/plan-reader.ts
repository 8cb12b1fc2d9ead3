import type pg from 'pg';
import * as z from 'zod';
import type { DatabaseRole } from '@/lib/contracts/database-role';
import { toText } from './reader-sql';

const READER_NAME = 'patchbay_reader';

const ReaderPlan = z.object({
  database: z.string(),
  /** Everybody may connect to the database unless its owner took that back. */
  needs_connect: z.boolean(),
  can_create_roles: z.boolean(),
  /** The server has `pg_read_all_data`, since 14. */
  has_read_all: z.boolean(),
  can_grant_read_all: z.boolean(),
  schemas: z.array(z.object({ name: z.string(), can_grant: z.boolean(), is_public: z.boolean() })),
});
export type ReaderPlan = z.infer<typeof ReaderPlan>;

/** What these credentials can give to a role that only reads. */
export async function planReader(client: pg.ClientBase): Promise<ReaderPlan> {
  const { rows } = await client.query<{ plan: string }>(PLAN);
  return ReaderPlan.parse(JSON.parse(rows[0]?.plan ?? ''));
}

export function canCreateReader(plan: ReaderPlan): boolean {
  return plan.can_create_roles && (plan.can_grant_read_all || grantableSchemas(plan).length > 0);
}

export function grantableSchemas({ schemas }: ReaderPlan): string[] {
  return schemas.filter(({ can_grant }) => can_grant).map(({ name }) => name);
}

export function presentPlan(plan: ReaderPlan): NonNullable<DatabaseRole['reader']> {
  const canCreate = canCreateReader(plan);
  const schemas = plan.has_read_all ? null : plan.schemas.map(({ name }) => name);
  return {
    can_create: canCreate,
    schemas: canCreate && !plan.can_grant_read_all ? grantableSchemas(plan) : null,
    sql: toText({ name: READER_NAME, password: '<password>', database: plan.database, schemas }),
  };
}

/**
 * Before 16, whoever may create roles may also grant those of the server; since then only those that were passed on to
 * them. A schema can be chosen when it can be entered, and holds a table that these credentials may grant.
 */
const PLAN = `
with me as (select oid, rolsuper, rolcreaterole from pg_catalog.pg_roles where rolname = current_user),
tables as (
  select relnamespace, bool_or(has_table_privilege(me.oid, c.oid, 'SELECT WITH GRANT OPTION')) as can_grant
  from pg_catalog.pg_class c, me where relkind in ('r', 'p', 'v', 'm', 'f') group by relnamespace
),
schemas as (
  select n.nspname as name, has_schema_privilege('public', n.oid, 'USAGE') as is_public, t.can_grant
    and (has_schema_privilege('public', n.oid, 'USAGE')
      or has_schema_privilege(me.oid, n.oid, 'USAGE WITH GRANT OPTION')) as can_grant
  from pg_catalog.pg_namespace n join tables t on t.relnamespace = n.oid, me
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  order by n.nspname limit 200
)
select json_build_object(
  'database', current_database(),
  'needs_connect', not has_database_privilege('public', current_database(), 'CONNECT'),
  'can_create_roles', (me.rolsuper or me.rolcreaterole) and not pg_is_in_recovery(),
  'has_read_all', all_data.oid is not null,
  'can_grant_read_all', all_data.oid is not null and (
    me.rolsuper or current_setting('server_version_num')::int < 160000
    or pg_has_role(me.oid, all_data.oid, 'MEMBER WITH ADMIN OPTION')),
  'schemas', (select coalesce(json_agg(schemas), '[]') from schemas)) as plan
from me left join pg_catalog.pg_roles all_data on all_data.rolname = 'pg_read_all_data'`;
