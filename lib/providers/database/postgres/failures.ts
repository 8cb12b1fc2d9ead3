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

const BY_STATE: Record<string, Culprit> = {
  '28P01': refused('password', 'The server does not accept this user name and password.'),
  '3D000': refused('database', 'There is no database by this name on the server.'),
  '42501': refused('database', 'This user may not connect to the database.'),
  '53300': unavailable('host', 'no_connection_left_for_user'),
  '57P03': unavailable('host', 'starting'),
  '57P01': unavailable('host', 'stopping'),
  '28000': refused('username', 'The server does not let this user in from here.'),
  '55000': rejected('database', 'database_closed'),
  '42704': refused('username', 'The server does not know this user.'),
};

/** Why a connection could not be made, as one sentence that names the field; the server's own words go in the cause. */
export function connectionFailure(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code = '', message = '' } = error instanceof Error ? (error as Error & { code?: string }) : {};
  return failed(culpritOf(error, code, message), error);
}

function culpritOf(error: unknown, code: string, message: string): Culprit {
  if (error instanceof Cancelled) return NO_ANSWER;
  if (message === 'The server does not support SSL connections') return NO_TLS;
  if (message === 'There was an error establishing an SSL connection') return notA('PostgreSQL');
  if (code === '28000' && /no encryption|SSL off/i.test(message)) return NEEDS_TLS;
  if (BY_STATE[code]) return BY_STATE[code];
  const network = findNetworkCulprit(error);
  if (network) return network;
  if (/timeout|timed out/i.test(message)) return NO_ANSWER;
  if (/SASL|authentication/i.test(message)) return rejected('password', 'sign_in_of_server');
  return notA('PostgreSQL');
}

/** States in which the server ends a session: it is going down, or an administrator ended it. 57014 is a cancelled statement. */
const ENDS_SESSION = /^(57P|25P0[34])/;
/**
 * The class of failed connections. With an ordinary error it is about the statement: parameters that do not fit (08P01),
 * a foreign server that does not answer. Poolers refuse a session with it, which is fatal.
 */
const CONNECTION_FAILED = /^08/;

/** What failed a statement that was sent: the server's word on it, or else the loss of the connection. */
export function callFailure(error: unknown): unknown {
  if (error instanceof Refusal || error instanceof AppError || error instanceof Cancelled) return error;
  const state = sqlState(error);
  return state !== null && !endsSession(state, error) ? error : failed(LOST, error);
}

/** A session outlives an ordinary error, whatever state a function of a user gives it. Servers translate severities. */
function endsSession(state: string, error: unknown): boolean {
  const severity = error instanceof Error && 'severity' in error ? error.severity : null;
  if (severity === 'ERROR') return false;
  return ENDS_SESSION.test(state) || (CONNECTION_FAILED.test(state) && (severity === 'FATAL' || severity === 'PANIC'));
}

/** The SQL state of an error that the server sent; null for errors of the network, some of whose codes look alike. */
function sqlState(error: unknown): string | null {
  if (!(error instanceof Error) || !('severity' in error) || !('code' in error)) return null;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : null;
}

/** Of the messages that are sent, only the one that binds parameters depends on the caller. */
const PARAMETERS_DO_NOT_FIT = '08P01';

/** SQL errors carry a state of five characters; what they say is about the caller's own statement. */
export function statementFailure(error: Error, sql?: string): string | null {
  const state = sqlState(error);
  if (state === null) return null;
  if (state === PARAMETERS_DO_NOT_FIT) return 'The parameters do not fit the placeholders.';
  const { detail, hint, position } = error as Error & { detail?: string; hint?: string; position?: string };
  const sentences = [error.message, detail, hint].map((text) => text?.replace(/\.\s*$/, ''));
  return [...sentences, sql && position && placeIn(sql, Number(position))].filter(Boolean).join('. ');
}

/** The server counts characters from the beginning; people count lines. */
export function placeIn(sql: string, position: number): string {
  const lines = [...sql]
    .slice(0, position - 1)
    .join('')
    .split('\n');
  return `Line ${lines.length}, column ${[...(lines.at(-1) ?? '')].length + 1}`;
}
