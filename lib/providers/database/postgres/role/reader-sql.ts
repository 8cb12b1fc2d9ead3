import pg from 'pg';

const { escapeIdentifier: id, escapeLiteral: literal } = pg;

/**
 * May sign in and read, and nothing beside. A process keeps up to four connections, and cancels over others: 20 are
 * enough for four processes.
 */
const ATTRIBUTES = 'login nosuperuser nocreatedb nocreaterole inherit noreplication nobypassrls connection limit 20';

/** Sessions only read, and end what takes too long, wherever the role is used. */
const SETTINGS = [
  'default_transaction_read_only = on',
  "statement_timeout = '60s'",
  "idle_in_transaction_session_timeout = '60s'",
];

/** Creates the role; one that is there gets the same attributes and another password. */
export function roleStatements(name: string, password: string, isThere: boolean): string[] {
  const verb = isThere ? 'alter' : 'create';
  return [
    `${verb} role ${id(name)} with ${ATTRIBUTES} password ${literal(password)}`,
    ...SETTINGS.map((setting) => `alter role ${id(name)} set ${setting}`),
  ];
}

export function grantEverything(name: string): string {
  return `grant pg_read_all_data to ${id(name)}`;
}

export function grantConnect(name: string, database: string): string {
  return `grant connect on database ${id(database)} to ${id(name)}`;
}

export function grantUsage(name: string, schema: string): string {
  return `grant usage on schema ${id(schema)} to ${id(name)}`;
}

/** `tables` are quoted already. */
export function grantTables(name: string, tables: string[]): string {
  return `grant select on ${tables.join(', ')} to ${id(name)}`;
}

/** For tables that `owner` creates later; whoever runs the statement when it is absent. */
export function grantFutureTables(name: string, schema: string, owner?: string): string {
  const whose = owner === undefined ? '' : ` for role ${id(owner)}`;
  return `alter default privileges${whose} in schema ${id(schema)} grant select on tables to ${id(name)}`;
}

type Reader = { name: string; password: string; database: string; schemas: string[] | null };

/** For an administrator to run. Null for `schemas` means everything, which servers since 14 have a right for. */
export function toText({ name, password, database, schemas }: Reader): string {
  const grants = schemas?.flatMap((schema) => [
    grantUsage(name, schema),
    `grant select on all tables in schema ${id(schema)} to ${id(name)}`,
    grantFutureTables(name, schema),
  ]) ?? [grantEverything(name)];
  return ['begin', ...roleStatements(name, password, false), grantConnect(name, database), ...grants, 'commit']
    .map((statement) => `${statement};`)
    .join('\n');
}
