import type mysql from 'mysql2/promise';
import { type Grant, matchesSchema } from './grants';
import { identifier } from './read-grants';

/** What is granted on databases to the anonymous user holds for everybody, and no SHOW GRANTS tells of it. */
export async function readAnonymousGrants(
  connection: mysql.Connection,
  { own, database }: { own: Grant[]; database: string },
): Promise<Grant[]> {
  // Servers that know roles leave it out while a role is on, which the user can put off.
  await ask(connection, 'set role none');
  return (await readTable(connection)) ?? (await tryDatabases(connection, own, database));
}

const ANONYMOUS = `
select * from mysql.db where user = '' and (host = '' or host like '%/%' or substring_index(user(), '@', -1) like host)`;

/** For whoever may read the server's own tables. */
async function readTable(connection: mysql.Connection): Promise<Grant[] | null> {
  const answer = await ask(connection, ANONYMOUS);
  return answer.rows?.map((row) => toGrant(answer.columns, row)) ?? null;
}

/** A column is named after its privilege, as `Show_view_priv`. */
function toGrant(columns: string[], row: unknown[]): Grant {
  const given = columns.filter((column, at) => column.endsWith('_priv') && row[at] === 'Y');
  const names = given.map((column) => column.slice(0, -'_priv'.length).replaceAll('_', ' ').toUpperCase());
  const schema = String(row[columns.findIndex((column) => column.toLowerCase() === 'db')] ?? '');
  return {
    ...onSchema(schema),
    privileges: names.filter((name) => name !== 'GRANT' && name !== 'CREATE TMP TABLE'),
    isGrantable: names.includes('GRANT'),
  };
}

const onSchema = (schema: string): Omit<Grant, 'privileges'> => ({
  on: { schema, name: '*', kind: 'table' },
  roles: [],
  to: '',
  isGrantable: false,
});

const OF_SERVER = /^(information_schema|performance_schema|mysql|sys)$/i;
/** Each takes three statements. */
const MAX_TRIED = 5;

/**
 * Statements that are explained or prepared, and never run, on a table that is not there: the server looks at rights
 * first. On the database of the connection, and on those that are seen though none of the user's own grants is on them.
 */
async function tryDatabases(connection: mysql.Connection, own: Grant[], database: string): Promise<Grant[]> {
  const { rows } = await ask(connection, 'show databases');
  const seen = (rows ?? []).map(([name]) => String(name)).filter((name) => !OF_SERVER.test(name));
  const isOwn = (name: string) =>
    own.some(({ on }) => on !== null && on.schema !== '*' && matchesSchema(on.schema, name));
  const others = seen.filter((name) => name !== database && !isOwn(name));
  const found: Grant[] = [];
  for (const schema of [database, ...others].slice(0, MAX_TRIED)) {
    const table = `${identifier(schema)}.patchbay_nobody`;
    const privileges = [
      ...((await isAllowed(connection, `explain insert into ${table} values (1)`)) ? ['INSERT'] : []),
      ...((await isAllowed(connection, `explain delete from ${table}`)) ? ['DELETE'] : []),
      ...((await isAllowed(connection, `prepare patchbay_nobody from 'create table ${table} (id int)'`))
        ? ['CREATE']
        : []),
    ];
    if (privileges.length > 0) found.push({ ...onSchema(schema), privileges });
  }
  return found;
}

const NO_SUCH_TABLE = 1146;

async function isAllowed(connection: mysql.Connection, sql: string): Promise<boolean> {
  const { errno } = await ask(connection, sql);
  return errno === null || errno === NO_SUCH_TABLE;
}

type Answer = { rows: unknown[][] | null; columns: string[]; errno: number | null };

/** A refusal is an answer; a connection that is lost is not. */
async function ask(connection: mysql.Connection, sql: string): Promise<Answer> {
  try {
    const [rows, fields] = await connection.query<mysql.RowDataPacket[]>(sql);
    const columns = Array.isArray(fields) ? fields.map(({ name }) => name) : [];
    return { rows: Array.isArray(rows) ? (rows as unknown as unknown[][]) : null, columns, errno: null };
  } catch (error) {
    const errno = (error as { errno?: number }).errno ?? 0;
    if (errno <= 0) throw error;
    return { rows: null, columns: [], errno };
  }
}
