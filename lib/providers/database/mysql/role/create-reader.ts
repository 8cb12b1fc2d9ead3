import type mysql from 'mysql2/promise';
import { invalidField } from '@/lib/errors';
import { toNativePassword } from '@/lib/platform/seal/native-password';
import type { NewReader } from '../../kind';
import { notAllowed, notCreated } from '../../sql/reader-refusals';
import { planReader } from './plan-reader';
import { readGrants, text } from './read-grants';
import { changePassword, createUser, dropUser, grantReading } from './reader-sql';

type Server = { isMariaDb: boolean; database: string };

/**
 * Creates the user with all that it may do. Nothing of this can be taken back by a transaction, so one that was
 * created here is dropped when its rights cannot be given. One of this name that is there gets another password.
 */
export async function createReader(
  connection: mysql.Connection,
  { name, password, schemas }: NewReader,
  { isMariaDb, database }: Server,
): Promise<{ wasThere: boolean }> {
  if (schemas && (schemas.length !== 1 || schemas[0] !== database)) {
    throw invalidField('schemas', 'A user of this server reads the database of the connection.');
  }
  const { now } = await readGrants(connection, isMariaDb);
  const plan = await planReader(connection, { grants: now, database });
  if (!plan.canCreate) throw notAllowed();
  // MySQL itself keeps passwords out of its logs; MariaDB takes what it stores of one in its place.
  const secret = isMariaDb ? `password ${text(toNativePassword(password))}` : text(password);
  const wasThere = await createOrChange(connection, name, secret);
  try {
    await connection.query(grantReading(name, plan));
  } catch (error) {
    if (!wasThere) await dropReader(connection, name).catch(() => {});
    throw refusalOf(error);
  }
  return { wasThere };
}

export async function dropReader(connection: mysql.Connection, name: string): Promise<void> {
  await connection.query(dropUser(name));
}

const CANNOT_USER = 1396;

async function createOrChange(connection: mysql.Connection, name: string, secret: string): Promise<boolean> {
  try {
    await connection.query(createUser(name, secret));
    return false;
  } catch (error) {
    if (errnoOf(error) !== CANNOT_USER) throw refusalOf(error);
  }
  try {
    await connection.query(changePassword(name, secret));
    return true;
  } catch (error) {
    throw refusalOf(error);
  }
}

/** Not allowed (on this database, on this server, on this table), read-only. */
const MAY_NOT = [1044, 1045, 1142, 1227, 1290];

const errnoOf = (error: unknown) => (error as { errno?: number }).errno ?? 0;

function refusalOf(error: unknown): unknown {
  const errno = errnoOf(error);
  if (errno <= 0) return error;
  return MAY_NOT.includes(errno) ? notAllowed(error) : notCreated(error);
}
