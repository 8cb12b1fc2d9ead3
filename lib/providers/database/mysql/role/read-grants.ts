import type mysql from 'mysql2/promise';
import { type Grant, parseGrant, type Role } from './grants';

/** What is granted to this session as it is, and to all that its user can become by a role. */
export type Grants = { now: Grant[]; ever: Grant[] };

/** A role stands in a role, and so on; more than these is nobody's setup. */
const MAX_ROLES = 200;

/** The session is not to be used for anything else: its role may have been changed. */
export async function readGrants(connection: mysql.Connection, isMariaDb: boolean): Promise<Grants> {
  await connection.query('set session sql_quote_show_create = 1');
  const now = await showGrants(connection, 'show grants');
  const roles = now.flatMap((grant) => grant.roles);
  if (isMariaDb) return { now, ever: await readRolesOfMariaDb(connection, now) };
  const own = await showGrants(connection, 'show grants for current_user()');
  const all = uniqueRoles([...roles, ...own.flatMap((grant) => grant.roles)]);
  if (all.length === 0) return { now, ever: own };
  const using = all.map(({ name, host }) => `${text(name)}@${text(host ?? '%')}`).join(', ');
  return { now, ever: [...now, ...(await showGrants(connection, `show grants for current_user() using ${using}`))] };
}

/** Rights of roles show only while the role is on. Throws when one is heard of that cannot be put on. */
async function readRolesOfMariaDb(connection: mysql.Connection, now: Grant[]): Promise<Grant[]> {
  const [rows] = await connection.query<mysql.RowDataPacket[]>(
    'select distinct role_name from information_schema.applicable_roles',
  );
  const known = new Set((rows as unknown as [string][]).map(([name]) => name));
  if (known.size > MAX_ROLES) throw new Error('The roles of this user are too many.');
  const found = [...now];
  for (const name of known) {
    const isOn = await connection.query(`set role ${identifier(name)}`).then(
      () => true,
      () => false, // it is a role of another role, whose rights are among that one's
    );
    if (isOn) found.push(...(await showGrants(connection, 'show grants')));
  }
  const shown = new Set(found.map(({ to }) => to));
  if ([...known].some((name) => !shown.has(name))) throw new Error('A role does not show its rights.');
  return found;
}

async function showGrants(connection: mysql.Connection, sql: string): Promise<Grant[]> {
  const [rows] = await connection.query<mysql.RowDataPacket[]>(sql);
  return (rows as unknown as [string][]).map(([line]) => parseGrant(line)).filter((grant) => grant !== null);
}

function uniqueRoles(roles: Role[]): Role[] {
  return [...new Map(roles.map((role) => [`${role.name}@${role.host}`, role])).values()];
}

export const text = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
export const identifier = (name: string) => `\`${name.replaceAll('`', '``')}\``;
