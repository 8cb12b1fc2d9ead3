import type mysql from 'mysql2/promise';
import { AppError } from '@/lib/errors';
import { toNativePassword } from '@/lib/platform/seal/native-password';
import type { NewReader } from '../../kind';
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
    const fields = { schemas: 'A user of this server reads the database of the connection.' };
    throw new AppError('invalid_request', 'Some fields need another look.', { fields });
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
    if (!wasThere) await connection.query(dropUser(name)).catch(() => {});
    throw refusalOf(error);
  }
  return { wasThere };
}

/** The user cannot sign in: drops it, unless it was there before, and gives the error that says so. */
export async function unusable(
  connection: mysql.Connection,
  name: string,
  { wasThere, cause }: { wasThere: boolean; cause: unknown },
): Promise<AppError> {
  const isGone =
    !wasThere &&
    (await connection.query(dropUser(name)).then(
      () => true,
      () => false,
    ));
  const message = isGone
    ? 'The role was created, but the server did not let it sign in, so it was dropped again.'
    : `The role ${name} was created, but the server does not let it sign in.`;
  return new AppError('provider_rejected', message, { cause });
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

function notAllowed(cause?: unknown): AppError {
  const message = 'These credentials may not create a role that reads. Have an administrator run the SQL.';
  return new AppError('provider_rejected', message, { cause });
}

/** Not allowed (on this database, on this server, on this table), read-only. */
const MAY_NOT = [1044, 1045, 1142, 1227, 1290];

const errnoOf = (error: unknown) => (error as { errno?: number }).errno ?? 0;

/** The server's own words stay in the cause. */
function refusalOf(error: unknown): unknown {
  const errno = errnoOf(error);
  if (errno <= 0) return error;
  if (MAY_NOT.includes(errno)) return notAllowed(error);
  const message = 'The server did not create the role, and nothing was changed there.';
  return new AppError('provider_rejected', message, { cause: error });
}
