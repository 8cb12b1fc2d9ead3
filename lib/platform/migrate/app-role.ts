import pg from 'pg';
import { MigrateError } from './migrate-error';

/** Holds the rights of the application; whoever is to work as the application is a member of it. */
const RIGHTS = 'patchbay_app';
const NOT_ALLOWED = '42501';
const EXISTS = ['42710', '23505'];

/** Before the first migration, which grants to it. It belongs to the whole server, as roles do. */
export async function ensureRightsRole(client: pg.Client): Promise<void> {
  if (await exists(client, RIGHTS)) return;
  await createRole(client, `create role ${RIGHTS} nologin`).catch(explain(client));
}

/**
 * The login role of the application: a member of patchbay_app, named after the database so that two installations on
 * one server do not share it. Its password follows the one given, so changing the secret it is derived from takes
 * effect at the next start.
 */
export async function ensureAppRole(client: pg.Client, ownerUrl: string, password: string): Promise<string> {
  const role = `${await databaseOf(client)}_login`;
  await makeAppRole(client, role, password).catch(explain(client));
  const url = new URL(ownerUrl);
  url.username = encodeURIComponent(role);
  url.password = encodeURIComponent(password);
  return url.href;
}

async function makeAppRole(client: pg.Client, role: string, password: string): Promise<void> {
  const name = pg.escapeIdentifier(role);
  if (!(await exists(client, role))) await createRole(client, `create role ${name} login`);
  await client.query(`alter role ${name} with login password ${pg.escapeLiteral(password)}`);
  const { rows } = await client.query(
    `select rolsuper or rolbypassrls as "isAbove", pg_has_role(oid, '${RIGHTS}', 'usage') as "hasRights"
     from pg_roles where rolname = $1`,
    [role],
  );
  // Only a superuser may name these attributes at all, even to say that they are not there.
  if (rows[0].isAbove) await client.query(`alter role ${name} with nosuperuser nobypassrls`);
  if (!rows[0].hasRights) await client.query(`grant ${RIGHTS} to ${name}`);
}

/**
 * Throws unless row-level security holds for the role that an operator made, and it has the rights of the application.
 * As the owner or a superuser everything would work, and no account would be kept apart from another.
 */
export async function checkAppRole(appUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: appUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {}); // a lost connection also fails the query that is waiting on it
  try {
    await client.connect();
    const { rows } = await client.query(FACTS);
    const problem = problemOf(rows[0]);
    if (problem) throw new MigrateError(`DATABASE_APP_URL cannot be used: ${problem}`);
  } catch (cause) {
    if (cause instanceof MigrateError) throw cause;
    throw new MigrateError(`DATABASE_APP_URL cannot be used: ${(cause as Error).message}.`, { cause });
  } finally {
    await client.end();
  }
}

const FACTS = `
  select current_user as role, rolsuper as "isSuperuser", rolbypassrls as "passesBy",
    pg_has_role(current_user, '${RIGHTS}', 'usage') as "hasRights",
    exists(select from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and pg_has_role(current_user, relowner, 'member')) as "ownsTables"
  from pg_roles where rolname = current_user`;

type Facts = { role: string; isSuperuser: boolean; passesBy: boolean; hasRights: boolean; ownsTables: boolean };

function problemOf({ role, isSuperuser, passesBy, hasRights, ownsTables }: Facts): string | null {
  const above = 'and row-level security, which keeps accounts apart, does not hold for it.';
  if (isSuperuser) return `${role} is a superuser, ${above}`;
  if (passesBy) return `${role} has BYPASSRLS, ${above}`;
  if (ownsTables) return `${role} owns the tables or is a member of the role that does, ${above}`;
  return hasRights ? null : `${role} has no rights. Run GRANT ${RIGHTS} TO ${pg.escapeIdentifier(role)}.`;
}

async function exists(client: pg.Client, role: string): Promise<boolean> {
  const { rows } = await client.query('select exists(select from pg_roles where rolname = $1) as known', [role]);
  return rows[0].known;
}

/** Another installation on the same server may be making it at this moment. */
async function createRole(client: pg.Client, statement: string): Promise<void> {
  await client.query(statement).catch((error: { code?: string }) => {
    if (!EXISTS.includes(error.code ?? '')) throw error;
  });
}

async function databaseOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query('select current_database() as name');
  return rows[0].name;
}

/** What an administrator of the server has to run, when the owner is not allowed to. */
function explain(client: pg.Client) {
  return async (cause: { code?: string }): Promise<never> => {
    if (cause.code !== NOT_ALLOWED) throw cause;
    const { rows } = await client.query(
      'select current_user as owner, rolcreaterole as "mayCreate" from pg_roles where rolname = current_user',
    );
    const { owner, mayCreate } = rows[0] as { owner: string; mayCreate: boolean };
    throw new MigrateError(mayCreate ? whenGivenAway(owner) : await whenForbidden(client, owner), { cause });
  };
}

function whenGivenAway(owner: string): string {
  return `The role ${RIGHTS} was made by another role, and ${owner} may not hand it out. Have an administrator run:
GRANT ${RIGHTS} TO ${pg.escapeIdentifier(owner)} WITH ADMIN OPTION;`;
}

async function whenForbidden(client: pg.Client, owner: string): Promise<string> {
  const login = pg.escapeIdentifier(`${await databaseOf(client)}_login`);
  const rights = (await exists(client, RIGHTS)) ? '' : `CREATE ROLE ${RIGHTS} NOLOGIN; `;
  return `The owner of the database, ${owner}, may not create roles. Have an administrator run:
${rights}CREATE ROLE ${login} LOGIN PASSWORD '…' IN ROLE ${RIGHTS};
and set DATABASE_APP_URL to the address of the database with that role and password.`;
}
