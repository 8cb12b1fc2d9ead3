import type pg from 'pg';
import * as z from 'zod';
import { RIGHTS } from '@/lib/contracts/database-role';
import type { Finding } from '../../role';
import { EXAMPLES, REACH, readJson } from './reach';

export const Findings = z.array(z.object({ right: z.enum(RIGHTS), names: z.array(z.string()) }));

/** What was granted to the user, or to a role that it reaches, on tables, sequences and schemas of this database. */
export async function readTableFindings(client: pg.ClientBase, version: number): Promise<Finding[]> {
  return Findings.parse(await readJson(client, tables(version >= 170000)));
}

const MAINTAIN = `
  union all select 'maintain_tables', array(
    select name from objects o where relkind in ('r', 'p', 'm') and relowner not in (table reach) and exists (
      select from reach r where has_table_privilege(r.oid, o.oid, 'MAINTAIN'))
      and not exists (select from reach join pg_catalog.pg_roles using (oid) where rolname = 'pg_maintain')
    order by oid limit ${EXAMPLES})`;

/**
 * Right by right, each with the first few names. MAINTAIN is a right of tables since 17. Whoever reads all data reads
 * passwords too: that user is one that only reads, and what it may read of them is refused by the reader of statements.
 */
const tables = (hasMaintain: boolean) => `${REACH},
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
  union all select 'change_tables', array(
    select name from objects o where relkind <> 'S' and relowner not in (table reach) and exists (
      select from reach r where has_table_privilege(r.oid, o.oid, 'TRIGGER')
        or has_any_column_privilege(r.oid, o.oid, 'REFERENCES'))
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
  union all select 'see_passwords', array(
    select c.relname::text from pg_catalog.pg_class c
    join unnest(array['pg_authid', 'pg_shadow', 'pg_statistic', 'pg_user_mapping', 'pg_subscription'],
      array['rolpassword', 'passwd', 'stavalues1', 'umoptions', 'subconninfo']) s("table", "column")
      on c.relname = s."table"
    where c.relnamespace = 'pg_catalog'::regnamespace and exists (
      select from reach r where has_column_privilege(r.oid, c.oid, s."column", 'SELECT'))
      and not exists (select from reach join pg_catalog.pg_roles using (oid) where rolname = 'pg_read_all_data')
    order by c.oid limit ${EXAMPLES})
  ${hasMaintain ? MAINTAIN : ''}
)
select json_agg(found) as json from found where cardinality(names) > 0`;
