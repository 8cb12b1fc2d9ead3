import { AppError } from '@/lib/errors';
import {
  type Culprit,
  failed,
  findNetworkCulprit,
  LOST,
  NO_ANSWER,
  notA,
  refused,
  rejected,
  SILENT_TLS,
  unavailable,
} from '../failure';
import { Refusal } from '../refusal';
import { AnswerTooLarge, ConnectionLost, ErrorReply, UnreadableReply } from './replies';

const BY_REPLY: [RegExp, Culprit][] = [
  [/^WRONGPASS/, refused('password', 'The server does not accept this user name and password.')],
  [/^NOAUTH/, refused('password', 'The server asks for a password.')],
  [/^ERR .*without any password configured/, refused('password', 'The server has no password. Leave the field empty.')],
  [
    /^ERR DB index is out of range|^ERR invalid DB index/,
    refused('database', 'The server has no database of this number.'),
  ],
  [/^ERR SELECT is not allowed in cluster/, refused('database', 'A cluster has only database 0.')],
  [/^NOPERM/, refused('username', 'This user may not do what is needed to connect.')],
  [/^DENIED/, rejected('host', 'closed_to_others')],
  [/^ERR max number of clients/, unavailable('host', 'no_connection_left')],
  [/^LOADING/, unavailable('host', 'loading')],
  [/^(NOPROTO|ERR unknown command)/, rejected('port', 'too_old')],
];

/** Said to a command, and about the server: it may do better in a moment, or no longer knows us. */
const ABOUT_SERVER: [RegExp, Culprit][] = [
  ...BY_REPLY.filter(([pattern]) => /WRONGPASS|NOAUTH|LOADING|max number/.test(pattern.source)),
  [/^(MASTERDOWN|CLUSTERDOWN|TRYAGAIN)/, unavailable('host', 'cannot_answer')],
  [/^BUSY/, unavailable('host', 'busy')],
];

const HUNG_UP = unavailable('ssl', 'hung_up_at_once');
const HUNG_UP_IN_TLS = unavailable('port', 'hung_up');

/** Why a connection could not be made, as one sentence that names the field; the server's own words go in the cause. */
export function connectionFailure(error: unknown, settings: { ssl: boolean }): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : '';
  const reply = BY_REPLY.find(([pattern]) => pattern.test(message));
  if (reply) return failed(reply[1], error);
  if (error instanceof UnreadableReply || error instanceof AnswerTooLarge) return failed(notA('Redis'), error);
  if (!settings.ssl && /closed|ECONNRESET/i.test(message)) return failed(HUNG_UP, error);
  const network = findNetworkCulprit(error);
  if (network) return failed(network, error);
  if (/timeout/i.test(message)) return failed(settings.ssl ? SILENT_TLS : NO_ANSWER, error);
  return failed(error instanceof ConnectionLost ? HUNG_UP_IN_TLS : notA('Redis'), error);
}

const UNREADABLE = rejected('port', 'unreadable');

/** What failed a call over an open connection: the server's word on the command, or else the loss of the connection. */
export function callFailure(error: unknown): unknown {
  if (error instanceof ErrorReply) {
    const about = ABOUT_SERVER.find(([pattern]) => pattern.test(error.message));
    return about ? failed(about[1], error) : error;
  }
  if (error instanceof AnswerTooLarge) return new Refusal(error.message);
  if (error instanceof UnreadableReply) return failed(UNREADABLE, error);
  const isLost = error instanceof ConnectionLost || (error instanceof Error && 'syscall' in error);
  return isLost || findNetworkCulprit(error) ? failed(LOST, error) : error;
}

const MAX_WORDS = 1000;

/** What the server says of the caller's own command. */
export function statementFailure(error: Error): string | null {
  return error instanceof ErrorReply ? error.message.slice(0, MAX_WORDS) : null;
}
