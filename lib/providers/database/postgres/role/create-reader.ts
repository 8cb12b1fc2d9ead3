import pg from 'pg';
import { toScramVerifier } from '@/lib/platform/seal/scram';
import type { NewReader } from '../../kind';
import { notAllowed, notCreated } from '../../sql/reader-refusals';
import { listGrants } from './reader-grants';
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

export async function dropReader(client: pg.ClientBase, name: string): Promise<void> {
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

/** An error without a severity is one of the connection, and not its word. */
function refusalOf(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError) || !error.severity) return error;
  return MAY_NOT.includes(error.code ?? '') ? notAllowed(error) : notCreated(error);
}
