import type pg from 'pg';
import type { Finding } from '../../role';
import { EXAMPLES, REACH, readJson } from './reach';
import { Findings } from './table-rights';

/**
 * What the user may do beside tables and functions: what it owns, what it may hand on to others, servers that it may
 * reach from this one, and settings of the server.
 */
export async function readObjectFindings(client: pg.ClientBase, version: number): Promise<Finding[]> {
  return Findings.parse(await readJson(client, objects(version >= 150000)));
}

/** Settings can be granted since 15. Those that everybody may change for their own session are nothing granted. */
const PARAMETERS = `
  union all select 'change_server', array(
    select p.parname from pg_catalog.pg_parameter_acl p left join pg_catalog.pg_settings s on s.name = p.parname
    where exists (select from reach r where has_parameter_privilege(r.oid, p.parname, 'ALTER SYSTEM')
      or (has_parameter_privilege(r.oid, p.parname, 'SET') and coalesce(s.context, 'superuser') like 'superuser%'))
    order by p.parname limit ${EXAMPLES})`;

const PARAMETER_ACLS = `union all select 'parameter ' || parname, paracl from pg_catalog.pg_parameter_acl`;

/**
 * The owner of an object of any kind is on record in `pg_shdepend`. Tables are looked at by themselves; default
 * privileges and user mappings, which are listed there too, are nothing that an owner could change beyond their own
 * rights. An owner's own entry in an ACL never carries the grant option.
 */
const objects = (hasParameters: boolean) => `${REACH},
owned as (
  select d.objid, i.type, i.identity, i.type || ' ' || i.identity as name
  from pg_catalog.pg_shdepend d, lateral pg_identify_object(d.classid, d.objid, d.objsubid) i
  where d.refclassid = 'pg_catalog.pg_authid'::regclass and d.deptype = 'o' and d.refobjid in (table reach)
    and d.dbid in (0, (select oid from pg_catalog.pg_database where datname = current_database()))
    and d.classid not in ('pg_class'::regclass, 'pg_default_acl'::regclass, 'pg_user_mapping'::regclass)
),
changed as (
  select name, objid from owned where type <> 'subscription'
  union all
  select 'large object ' || l.oid, l.oid from pg_catalog.pg_largeobject_metadata l
  where l.lomowner not in (table reach) and exists (
    select from aclexplode(l.lomacl) a
    where a.privilege_type = 'UPDATE' and (a.grantee = 0 or a.grantee in (table reach)))
  union all
  select format('tablespace %I', t.spcname), t.oid from pg_catalog.pg_tablespace t
  where t.spcowner not in (table reach)
    and exists (select from reach r where has_tablespace_privilege(r.oid, t.oid, 'CREATE'))
),
acls(name, acl) as (
  select format('%I.%I', n.nspname, c.relname), c.relacl
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  union all select format('%I.%I.%I', n.nspname, c.relname, a.attname), a.attacl
  from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  union all select format('schema %I', nspname), nspacl from pg_catalog.pg_namespace
  union all select format('database %I', datname), datacl from pg_catalog.pg_database where datname = current_database()
  union all select format('function %I', proname), proacl from pg_catalog.pg_proc
  union all select format('type %I', typname), typacl from pg_catalog.pg_type
  union all select format('language %I', lanname), lanacl from pg_catalog.pg_language
  union all select format('server %I', srvname), srvacl from pg_catalog.pg_foreign_server
  union all select format('foreign-data wrapper %I', fdwname), fdwacl from pg_catalog.pg_foreign_data_wrapper
  union all select 'large object ' || oid, lomacl from pg_catalog.pg_largeobject_metadata
  union all select format('tablespace %I', spcname), spcacl from pg_catalog.pg_tablespace
  ${hasParameters ? PARAMETER_ACLS : ''}
),
found as (
  select 'create_subscriptions' as "right", array(
    select identity from owned where type = 'subscription' order by objid limit ${EXAMPLES}) as names
  union all select 'change_objects', array(select name from changed order by objid limit ${EXAMPLES})
  union all select 'grant_rights', array(
    select name from acls where acl is not null and exists (
      select from aclexplode(acl) a where a.is_grantable and a.grantee in (table reach))
    limit ${EXAMPLES})
  union all select 'grant_rights', array(
    select format('role %I', r.rolname) from pg_catalog.pg_roles r where r.oid in (
      select roleid from memberships where is_admin and member in (table reach)) order by r.oid limit ${EXAMPLES})
  union all select 'reach_servers', array(
    select format('%I', srvname) from pg_catalog.pg_foreign_server s
    where exists (select from reach r where has_server_privilege(r.oid, s.oid, 'USAGE'))
    order by s.oid limit ${EXAMPLES})
  union all select 'reach_servers', array(
    select format('%I', fdwname) from pg_catalog.pg_foreign_data_wrapper w
    where exists (select from reach r where has_foreign_data_wrapper_privilege(r.oid, w.oid, 'USAGE'))
    order by w.oid limit ${EXAMPLES})
  ${hasParameters ? PARAMETERS : ''}
)
select json_agg(found) as json from found where cardinality(names) > 0`;
