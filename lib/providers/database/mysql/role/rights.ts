import type { DatabaseRight } from '@/lib/contracts/database-role';
import type { Finding } from '../../role';
import { type Grant, matchesSchema } from './grants';

/** What each privilege gives, wherever it is granted. */
const PRIVILEGES: Record<string, DatabaseRight> = {
  INSERT: 'write_tables',
  UPDATE: 'write_tables',
  DELETE: 'write_tables',
  'DELETE HISTORY': 'write_tables',
  CREATE: 'change_tables',
  DROP: 'change_tables',
  ALTER: 'change_tables',
  INDEX: 'change_tables',
  REFERENCES: 'change_tables',
  'CREATE VIEW': 'change_tables',
  'CREATE ROUTINE': 'change_tables',
  'ALTER ROUTINE': 'change_tables',
  EVENT: 'change_tables',
  TRIGGER: 'change_tables',
  EXECUTE: 'run_routines',
  'LOCK TABLES': 'lock_tables',
};

/** What is granted for the whole server alone. */
const OF_SERVER: Record<string, DatabaseRight> = {
  SUPER: 'superuser',
  PROCESS: 'see_sessions',
  CONNECTION_ADMIN: 'signal_sessions',
  'CONNECTION ADMIN': 'signal_sessions',
  'CREATE USER': 'create_roles',
  'CREATE ROLE': 'create_roles',
  'DROP ROLE': 'create_roles',
  ROLE_ADMIN: 'create_roles',
  SET_USER_ID: 'create_roles',
  SET_ANY_DEFINER: 'create_roles',
  ALLOW_NONEXISTENT_DEFINER: 'create_roles',
  'SET USER': 'create_roles',
  AUTHENTICATION_POLICY_ADMIN: 'create_roles',
  PASSWORDLESS_USER_ADMIN: 'create_roles',
  'REPLICATION SLAVE': 'replicate',
  'REPLICATION REPLICA': 'replicate',
  REPLICATION_SLAVE_ADMIN: 'replicate',
  'REPLICATION SLAVE ADMIN': 'replicate',
  'REPLICATION MASTER ADMIN': 'replicate',
  CLONE_ADMIN: 'replicate',
};

/** Show how the server is doing, or reach no further than what is granted beside them. */
const HARMLESS = new Set([
  ...[
    'USAGE',
    'SELECT',
    'SHOW VIEW',
    'SHOW DATABASES',
    'SHOW CREATE ROUTINE',
    'SHOW_ROUTINE',
    'CREATE TEMPORARY TABLES',
  ],
  ...['REPLICATION CLIENT', 'BINLOG MONITOR', 'REPLICA MONITOR', 'SLAVE MONITOR', 'SENSITIVE_VARIABLES_OBSERVER'],
  ...['APPLICATION_PASSWORD_ADMIN', 'RESOURCE_GROUP_USER', 'NDB_STORED_USER', 'XA_RECOVER_ADMIN'],
]);

/** Roles that hosts of servers give to those who rent one. */
const OF_PROVIDERS =
  /^(rds_superuser_role|rds_superuser|cloudsqlsuperuser|cloudsqladmin|azure_superuser|mysql_admin)$/i;

/** Users and their rights are rows of this schema, which what is granted on everything covers too. */
const RIGHTS_SCHEMA = 'mysql';

/** MySQL lists what ALL PRIVILEGES stands for, and servers differ in that; these are among them everywhere. */
const EVERYTHING = ['SUPER', 'CREATE USER', 'FILE', 'SHUTDOWN', 'RELOAD', 'INSERT', 'DROP'];

export function mayDoEverything(grants: Grant[]): boolean {
  const given = new Set(grants.flatMap(({ on, privileges }) => (on?.schema === '*' ? privileges : [])));
  return given.has('ALL PRIVILEGES') || EVERYTHING.every((privilege) => given.has(privilege));
}

/** What these grants give beyond reading, each with where. */
export function toFindings(grants: Grant[]): Finding[] {
  return grants.flatMap((grant) => [
    ...grant.roles.filter(({ name }) => OF_PROVIDERS.test(name)).map(({ name }) => finding('provider_admin', name)),
    ...grant.privileges.flatMap((privilege) => findingsOf(privilege, grant)),
    ...(grant.isGrantable ? [finding('grant_rights', placeOf(grant))] : []),
  ]);
}

const finding = (right: DatabaseRight, name: string): Finding => ({ right, names: [name] });

function findingsOf(privilege: string, grant: Grant): Finding[] {
  const { on } = grant;
  if (!on) return [];
  if (on.kind === 'user') return [finding('act_as_users', placeOf(grant))];
  const isEverything = on.schema === '*';
  if (isEverything && privilege === 'FILE') return [finding('read_files', 'FILE'), finding('write_files', 'FILE')];
  if (privilege === 'ALL PRIVILEGES') {
    const rights =
      on.name === '*'
        ? (['write_tables', 'change_tables', 'run_routines', 'lock_tables'] as const)
        : (['write_tables', 'change_tables'] as const);
    return [...rights.map((right) => finding(right, placeOf(grant))), ...inRightsSchema(grant)];
  }
  const right = PRIVILEGES[privilege];
  if (!right) {
    if (HARMLESS.has(privilege)) return [];
    return [finding(OF_SERVER[privilege] ?? 'change_server', privilege)];
  }
  if (right === 'run_routines' || right === 'lock_tables') return [finding(right, placeOf(grant))];
  const ofEverything = right === 'write_tables' ? 'write_all_data' : right;
  return [finding(isEverything ? ofEverything : right, placeOf(grant)), ...inRightsSchema(grant)];
}

function inRightsSchema({ on }: Grant): Finding[] {
  if (!on) return [];
  const schema = on.schema.toLowerCase();
  // What is granted on a whole schema may be granted by a pattern; `*` stands for every one.
  const reaches = on.name === '*' ? schema === '*' || matchesSchema(schema, RIGHTS_SCHEMA) : schema === RIGHTS_SCHEMA;
  return reaches ? [finding('create_roles', `${RIGHTS_SCHEMA}.${on.name}`)] : [];
}

/** A name that is also a pattern is shown without the signs that keep it from being one. */
function placeOf({ on, roles }: Grant): string {
  if (!on) return roles.map(({ name }) => name).join(', ');
  if (on.kind === 'user') return `${on.name}@${on.schema}`;
  return `${on.name === '*' ? on.schema.replace(/\\([_%\\])/g, '$1') : on.schema}.${on.name}`;
}
