import type pg from 'pg';
import { invalidField } from '@/lib/errors';
import { notAllowed } from '../../sql/reader-refusals';
import { canCreateReader, grantableSchemas, planReader } from './plan-reader';
import { grantConnect, grantEverything, grantFutureTables, grantTables, grantUsage } from './reader-sql';

/** Statements that let the role read, as far as these credentials can give it. Throws when that is nothing. */
export async function listGrants(client: pg.ClientBase, name: string, chosen?: string[]): Promise<string[]> {
  const plan = await planReader(client);
  if (!canCreateReader(plan)) throw notAllowed();
  const connect = plan.needs_connect ? [grantConnect(name, plan.database)] : [];
  if (plan.can_grant_read_all) return [...connect, grantEverything(name)];
  const schemas = chosen ?? grantableSchemas(plan);
  const missing = schemas.find((schema) => !grantableSchemas(plan).includes(schema));
  if (missing !== undefined) {
    throw invalidField('schemas', 'One of these schemas cannot be read with these credentials.');
  }
  const closed = schemas.filter((schema) => !plan.schemas.some((known) => known.name === schema && known.is_public));
  return [
    ...connect,
    ...closed.map((schema) => grantUsage(name, schema)),
    ...(await listTables(client, schemas)).map((tables) => grantTables(name, tables)),
    ...(await listMakers(client, schemas)).map(({ schema, role }) => grantFutureTables(name, schema, role)),
  ];
}

/** As many as one statement should name. */
const CHUNK = 500;

async function listTables(client: pg.ClientBase, schemas: string[]): Promise<string[][]> {
  const { rows } = await client.query<{ name: string }>(TABLES, [schemas]);
  const names = rows.map(({ name }) => name);
  return Array.from({ length: Math.ceil(names.length / CHUNK) }, (_, at) => names.slice(at * CHUNK, (at + 1) * CHUNK));
}

/** Those whose tables come to be in a schema, and whose tables these credentials may speak for. */
async function listMakers(client: pg.ClientBase, schemas: string[]): Promise<{ schema: string; role: string }[]> {
  const { rows } = await client.query<{ schema: string; role: string }>(MAKERS, [schemas]);
  return rows;
}

const TABLES = `
select format('%I.%I', n.nspname, c.relname) as name
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where n.nspname = any($1::text[]) and c.relkind in ('r', 'p', 'v', 'm', 'f')
  and has_table_privilege(current_user, c.oid, 'SELECT WITH GRANT OPTION')
order by c.oid`;

const MAKERS = `
select distinct n.nspname as schema, r.rolname as role
from pg_catalog.pg_namespace n
join pg_catalog.pg_roles r on r.rolname = current_user
  or r.oid in (select relowner from pg_catalog.pg_class c where c.relnamespace = n.oid and c.relkind in ('r', 'p', 'v', 'm', 'f'))
where n.nspname = any($1::text[]) and pg_has_role(current_user, r.oid, 'USAGE')
order by 1, 2`;
