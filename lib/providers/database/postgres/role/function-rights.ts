import type pg from 'pg';
import * as z from 'zod';
import type { DatabaseRight } from '@/lib/contracts/database-role';
import type { Finding } from '../../role';
import { EXAMPLES, REACH, readJson } from './reach';

const Functions = z.object({
  restricted: z.array(z.object({ name: z.string(), is_monitoring: z.boolean() })),
  definers: z.array(z.string()),
});

/**
 * What the user may do by functions: those that the server or an extension keeps from everybody at first, which
 * somebody has granted, and those that run with the rights of an owner whom the user does not reach.
 */
export async function readFunctionFindings(client: pg.ClientBase): Promise<Finding[]> {
  const { restricted, definers } = Functions.parse(await readJson(client, FUNCTIONS));
  const found = restricted.flatMap(({ name, is_monitoring }) => {
    const right = rightOf(name) ?? (is_monitoring ? null : 'change_server');
    return right ? [{ right, names: [name] }] : [];
  });
  return definers.length > 0 ? [...found, { right: 'run_as_owner', names: definers }] : found;
}

/** What restricted functions do, by their names. Null for a name that is not known here. */
function rightOf(name: string): DatabaseRight | null {
  return BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

const BY_NAME: [pattern: RegExp, right: DatabaseRight][] = [
  [/^(pg_read_file|pg_read_binary_file|pg_ls_dir|pg_stat_file|lo_import|pg_file_read|pg_file_length)$/, 'read_files'],
  [/^(lo_export|pg_file_(write|unlink|rename|sync))$/, 'write_files'],
  [/^pg_(show_all_file_settings|hba_file_rules)$/, 'see_passwords'],
  [/^pg_replication_/, 'replicate'],
  [/^dblink/, 'reach_servers'],
];

/**
 * `pg_init_privs` keeps what the server or an extension granted at first, so that a function is restricted by rule
 * and not by a list. What is given to the roles for monitoring shows how the server is doing. A function is called by
 * name, so its schema has to be open to the same role.
 */
const FUNCTIONS = `${REACH},
restricted as (
  select p.oid, p.proname, p.pronamespace, exists (
    select from aclexplode(i.initprivs) a join pg_catalog.pg_roles r on r.oid = a.grantee
    where r.rolname in ('pg_monitor', 'pg_read_all_stats', 'pg_read_all_settings', 'pg_stat_scan_tables')
  ) or p.proname in ('pg_config', 'pg_current_logfile', 'pg_ident_file_mappings') as is_monitoring
  from pg_catalog.pg_init_privs i join pg_catalog.pg_proc p on p.oid = i.objoid
  where i.classoid = 'pg_catalog.pg_proc'::regclass and not exists (
    select from aclexplode(i.initprivs) a where a.grantee = 0 and a.privilege_type = 'EXECUTE')
),
definers as (
  select p.oid, format('%I.%I', n.nspname, p.proname) as name, p.pronamespace
  from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  where p.prosecdef and p.proowner not in (table reach) and p.oid not in (select oid from restricted)
    and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)
)
select json_build_object(
  'restricted', (
    select coalesce(json_agg(f), '[]') from (
      select proname as name, bool_and(is_monitoring) as is_monitoring from restricted f
      where exists (select from reach r where has_function_privilege(r.oid, f.oid, 'EXECUTE')
        and has_schema_privilege(r.oid, f.pronamespace, 'USAGE'))
      group by proname order by proname limit 500) f),
  'definers', array(
    select name from definers f
    where exists (select from reach r where has_function_privilege(r.oid, f.oid, 'EXECUTE')
      and has_schema_privilege(r.oid, f.pronamespace, 'USAGE'))
    order by oid limit ${EXAMPLES})) as json`;
