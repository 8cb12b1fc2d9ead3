import { AppError } from '@/lib/errors';
import { Cancelled } from '../deadline';
import {
  type Culprit,
  failed,
  findNetworkCulprit,
  LOST,
  NEEDS_TLS,
  NO_ANSWER,
  NO_TLS,
  notA,
  refused,
  rejected,
  unavailable,
} from '../failure';
import { Refusal } from '../refusal';

const BY_CODE: Record<string, Culprit> = {
  ER_ACCESS_DENIED_ERROR: refused('password', 'The server does not accept this user name and password.'),
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: refused('password', 'The server does not accept this user name and password.'),
  ER_BAD_DB_ERROR: refused('database', 'There is no database by this name on the server.'),
  ER_DBACCESS_DENIED_ERROR: refused('database', 'This user may not use the database.'),
  ER_HOST_NOT_PRIVILEGED: refused('host', 'The server does not let anybody in from this machine.'),
  ER_HOST_IS_BLOCKED: rejected('host', 'blocked'),
  ER_CON_COUNT_ERROR: unavailable('host', 'no_connection_left'),
  ER_TOO_MANY_USER_CONNECTIONS: unavailable('host', 'no_connection_left_for_user'),
  ER_USER_LIMIT_REACHED: unavailable('host', 'no_connection_left_for_user'),
  ER_ACCOUNT_HAS_BEEN_LOCKED: refused('username', 'This user is locked on the server.'),
  ER_MUST_CHANGE_PASSWORD: refused('password', 'The password has expired and must be changed on the server.'),
  ER_MUST_CHANGE_PASSWORD_LOGIN: refused('password', 'The password has expired and must be changed on the server.'),
  ER_SECURE_TRANSPORT_REQUIRED: NEEDS_TLS,
  ER_SERVER_SHUTDOWN: unavailable('host', 'stopping'),
  ER_NOT_SUPPORTED_AUTH_MODE: rejected('username', 'sign_in_of_user'),
  AUTH_SWITCH_PLUGIN_ERROR: rejected('username', 'sign_in_of_user'),
  HANDSHAKE_NO_SSL_SUPPORT: NO_TLS,
  PROTOCOL_CONNECTION_LOST: unavailable('port', 'hung_up'),
};

/** The driver knows MySQL's numbers alone. */
const LOCKED_IN_MARIADB = 4151;

/** Why a connection could not be made, as one sentence that names the field; the server's own words go in the cause. */
export function connectionFailure(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const {
    code = '',
    errno = 0,
    message = '',
  } = error instanceof Error ? (error as Error & { code?: string; errno?: number }) : {};
  const known = BY_CODE[code] ?? (errno === LOCKED_IN_MARIADB ? BY_CODE.ER_ACCOUNT_HAS_BEEN_LOCKED : undefined);
  if (known) return failed(known, error);
  if (/connect ETIMEDOUT|timeout/i.test(message)) return failed(NO_ANSWER, error);
  return failed(findNetworkCulprit(error) ?? notA('MySQL'), error);
}

/** ER_SERVER_SHUTDOWN, ER_NEW_ABORTING_CONNECTION, MariaDB's ER_CONNECTION_KILLED, ER_CLIENT_INTERACTION_TIMEOUT. */
const ENDS_SESSION = new Set([1053, 1184, 1927, 4031]);

/** What failed a statement that was sent: the server's word on it, or else the loss of the connection. */
export function callFailure(error: unknown): unknown {
  if (error instanceof Refusal || error instanceof AppError || error instanceof Cancelled) return error;
  const { errno = 0 } = error as { errno?: number };
  const isAnswer = error instanceof Error && statementFailure(error) !== null && !ENDS_SESSION.has(errno);
  return isAnswer ? error : failed(LOST, error);
}

/** Errors of the server carry its number; what they say is about the caller's own statement. */
export function statementFailure(error: Error): string | null {
  const { errno, sqlMessage, code } = error as Error & { errno?: number; sqlMessage?: string; code?: string };
  // Functions say the same of what they are given.
  const isOfPlaceholders = code === 'ER_WRONG_ARGUMENTS' && /stmt_execute|EXECUTE$/.test(sqlMessage ?? '');
  if (code === 'ER_MALFORMED_PACKET' || isOfPlaceholders) return 'The parameters do not fit the placeholders.';
  return errno && errno > 0 && sqlMessage ? sqlMessage : null;
}
