import pg from 'pg';
import { AppError } from '@/lib/errors';
import { toScramVerifier } from '@/lib/platform/seal/scram';
import type { NewReader } from '../../kind';
import { listGrants, notAllowed } from './reader-grants';
import { roleStatements } from './reader-sql';

const BEGIN = `begin read write; set local search_path = pg_catalog, pg_temp; set local lock_timeout = '5s'`;

/**
 * Creates the role with all that it may do, or nothing at all. One of this name that is there already gets another
 * password; whether it was there is what comes back. The session has to be reset afterwards.
 */
export async function createReader(
  client: pg.ClientBase,
  { name, password, schemas }: NewReader,
): Promise<{ wasThere: boolean }> {
  return inTransaction(client, async () => {
    const { rowCount } = await client.query('select from pg_catalog.pg_roles where rolname = $1', [name]);
    const wasThere = rowCount === 1;
    const grants = await listGrants(client, name, schemas);
    for (const statement of roleStatements(name, toScramVerifier(password), wasThere)) await client.query(statement);
    for (const statement of grants) await client.query(statement);
    return { wasThere };
  });
}

/** The role cannot sign in: drops it, unless it was there before, and gives the error that says so. */
export async function unusable(
  client: pg.ClientBase,
  name: string,
  { wasThere, cause }: { wasThere: boolean; cause: unknown },
): Promise<AppError> {
  const isGone =
    !wasThere &&
    (await dropReader(client, name).then(
      () => true,
      () => false,
    ));
  const message = isGone
    ? 'The role was created, but the server did not let it sign in, so it was dropped again.'
    : `The role ${name} was created, but the server does not let it sign in.`;
  return new AppError('provider_rejected', message, { cause });
}

async function dropReader(client: pg.ClientBase, name: string): Promise<void> {
  const role = pg.escapeIdentifier(name);
  // Whoever created a role may become its member, and only a member may take away what it was granted.
  await inTransaction(client, () =>
    client.query(`grant ${role} to current_user; drop owned by ${role}; drop role ${role}`),
  );
}

async function inTransaction<Value>(client: pg.ClientBase, run: () => Promise<Value>): Promise<Value> {
  try {
    await client.query(BEGIN);
    const value = await run();
    await client.query('commit');
    return value;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw refusalOf(error);
  }
}

/** Not allowed, not allowed to pass it on, and a server that only reads. */
const MAY_NOT = ['42501', '0LP01', '25006'];

/** The server's own words stay in the cause. An error without a severity is one of the connection, and not its word. */
function refusalOf(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError) || !error.severity) return error;
  if (MAY_NOT.includes(error.code ?? '')) return notAllowed(error);
  const message = 'The server did not create the role, and nothing was changed there.';
  return new AppError('provider_rejected', message, { cause: error });
}
