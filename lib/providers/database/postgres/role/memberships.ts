import type pg from 'pg';
import * as z from 'zod';
import type { DatabaseRight } from '@/lib/contracts/database-role';
import type { Finding } from '../../role';
import { REACH, readJson } from './reach';

/** The roles of the server and of those who rent it out that give more than reading, by what they give. */
const PREDEFINED: Record<string, DatabaseRight> = {
  pg_read_server_files: 'read_files',
  pg_write_server_files: 'write_files',
  pg_execute_server_program: 'run_programs',
  pg_signal_backend: 'signal_sessions',
  pg_signal_autovacuum_worker: 'signal_sessions',
  pg_read_all_stats: 'see_sessions',
  pg_read_all_settings: 'see_passwords', // primary_conninfo holds that of a standby
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

const Answer = z.object({ version: z.number(), roles: z.array(Role).nonempty() });

/** What the user is, and what it has or can become by membership. `version` is the server's, as 180001. */
export async function readRoleFindings(client: pg.ClientBase): Promise<{ version: number; findings: Finding[] }> {
  const { version, roles } = Answer.parse(await readJson(client, ROLES));
  const findings = roles.flatMap((role) => {
    const names = role.is_own ? [] : [role.name];
    const given = ATTRIBUTES.filter((attribute) => role[attribute]).map((right): Finding => ({ right, names }));
    const right = PREDEFINED[role.name];
    return right ? [...given, { right, names: [role.name] }] : given;
  });
  return { version, findings };
}

/** Attributes are never inherited: they count for whom the user can become. */
const ROLES = `${REACH}
select json_build_object('version', current_setting('server_version_num')::int, 'roles', (
  select json_agg(json_build_object(
    'name', r.rolname, 'is_own', r.rolname in (session_user, current_user),
    'superuser', r.rolsuper and p.can_become, 'create_roles', r.rolcreaterole and p.can_become,
    'create_databases', r.rolcreatedb and p.can_become, 'replicate', r.rolreplication and p.can_become,
    'bypass_row_security', r.rolbypassrls and p.can_become) order by r.rolname)
  from pg_catalog.pg_roles r join (select oid, bool_or(can_become) as can_become from paths group by oid) p using (oid)
)) as json`;
