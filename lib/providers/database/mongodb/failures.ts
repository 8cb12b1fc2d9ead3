import {
  BSON,
  MongoAPIError,
  MongoClientClosedError,
  MongoError,
  MongoErrorLabel,
  MongoNotConnectedError,
  MongoServerClosedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from 'mongodb';
import type { AppError } from '@/lib/errors';
import {
  type Culprit,
  failed,
  findNetworkCulprit,
  LOST,
  NO_ANSWER,
  notA,
  refused,
  rejected,
  unavailable,
} from '../failure';
import { findAppError } from './client';

const WRONG_PASSWORD = refused('connection_string', 'The server does not accept this user name and password.');

const BY_CODE: Record<number, Culprit> = {
  18: WRONG_PASSWORD,
  13: refused('database', 'This user may not read this database, or the server asks for a password.'),
  11: refused('connection_string', 'The server does not know this user.'),
  2: rejected('connection_string', 'sign_in_of_server'),
  73: { code: 'provider_rejected', field: 'database', message: 'This cannot be the name of a database.' },
};

/** The server is stopping, or hands over to another member of its set: nothing about the caller's own operation. */
const STEPPING_DOWN = new Set([91, 189, 10107, 11600, 11602, 13435, 13436]);
const IS_STOPPING = unavailable('connection_string', 'changing_roles');
const HUNG_UP = unavailable('host', 'hung_up_at_once');

/** Which field of this form a culprit of the network is found in: all but the authority is in one text. */
const FIELD: Record<string, string> = { ca: 'ca', database: 'database' };

/** Why a connection could not be made, as one sentence that names the field; the server's own words go in the cause. */
export function connectionFailure(error: unknown): AppError {
  return findAppError(error) ?? toAppError(culpritOf(error), error);
}

/**
 * Why a call over an open connection did not come to its end, when it is about the connection or the server and not
 * about what the caller asked. Null for what is neither the driver's nor the server's word.
 */
export function callFailure(error: unknown): AppError | null {
  const ours = findAppError(error);
  if (ours) return ours;
  if (error instanceof BSON.BSONError || error instanceof RangeError) return toAppError(UNREADABLE, error);
  if (!(error instanceof MongoError)) return null;
  if (error instanceof MongoServerError && !isHandshake(error)) {
    return STEPPING_DOWN.has(Number(error.code)) ? toAppError(IS_STOPPING, error) : null;
  }
  if (isHandshake(error) || error instanceof MongoServerSelectionError) return connectionFailure(error);
  if (error instanceof MongoAPIError && !IS_CLOSED.some((kind) => error instanceof kind)) return null;
  return toAppError(LOST, error);
}

const UNREADABLE = rejected('connection_string', 'unreadable');
const IS_CLOSED = [MongoClientClosedError, MongoNotConnectedError, MongoServerClosedError, MongoTopologyClosedError];

/** Said while a connection is made, which a pool also does in the middle of a call. */
function isHandshake(error: MongoError): boolean {
  return error.hasErrorLabel(MongoErrorLabel.HandshakeError);
}

function toAppError(culprit: Culprit, cause: unknown): AppError {
  return failed({ ...culprit, field: FIELD[culprit.field] ?? 'connection_string' }, cause);
}

function culpritOf(error: unknown): Culprit {
  const causes = chain(error);
  for (const cause of causes) {
    if (cause instanceof MongoServerError && BY_CODE[Number(cause.code)]) return BY_CODE[Number(cause.code)] as Culprit;
    const network = findNetworkCulprit(cause);
    if (network) return network;
  }
  const said = causes.map((cause) => cause.message).join(' ');
  if (/querySrv|ENODATA|No addresses found|srv/i.test(said)) return rejected('host', 'no_cluster');
  if (/replica set|setName/i.test(said)) return rejected('host', 'other_replica_set');
  if (/Authentication failed/i.test(said)) return WRONG_PASSWORD;
  if (/timed? ?out/i.test(said)) return NO_ANSWER;
  if (/closed/i.test(said)) return HUNG_UP;
  return notA('MongoDB');
}

/** The wrapped causes from the inside out: what is innermost happened first. */
function chain(error: unknown, depth = 0): Error[] {
  if (!(error instanceof Error) || depth > 6) return [];
  const { reason } = error as Error & { reason?: { servers?: Map<string, { error?: unknown }> } };
  const within = [...(reason?.servers?.values() ?? [])].map((server) => server.error);
  return [...[error.cause, ...within].flatMap((cause) => chain(cause, depth + 1)), error];
}

const MAX_WORDS = 1000;

/** What the server, or the driver before it sent anything, says of the caller's own operation. */
export function statementFailure(error: Error): string | null {
  if (!(error instanceof MongoServerError || error instanceof MongoAPIError)) return null;
  return error.message.replace(/BSONHEX\w+/g, '…').slice(0, MAX_WORDS);
}
