import { AppError } from '@/lib/errors';
import {
  type Culprit,
  failed,
  findNetworkCulprit,
  NO_ANSWER,
  notA,
  refused,
  rejected,
  SILENT_TLS,
  unavailable,
} from '../failure';

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
  [/^DENIED/, rejected('host', 'The server only answers its own machine (protected mode).')],
  [/^ERR max number of clients/, unavailable('host', 'The server has no connection left.')],
  [/^LOADING/, unavailable('host', 'The server is still loading its data.')],
  [/^(NOPROTO|ERR unknown command)/, rejected('port', 'This server is too old. Redis 6 and Valkey are spoken here.')],
];

/** Why a connection could not be made, as one sentence that names the field; the server's own words go in the cause. */
export function connectionFailure(error: unknown, settings: { ssl: boolean }): AppError {
  if (error instanceof AppError) return error;
  const message = error instanceof Error ? error.message : '';
  const reply = BY_REPLY.find(([pattern]) => pattern.test(message));
  if (reply) return failed(reply[1], error);
  if (/^Unknown RESP type/.test(message)) return failed(notA('Redis'), error);
  if (!settings.ssl && /closed unexpectedly|ECONNRESET/i.test(message)) return failed(HUNG_UP, error);
  const network = findNetworkCulprit(error);
  if (network) return failed(network, error);
  if (/timeout/i.test(message)) return failed(settings.ssl ? SILENT_TLS : NO_ANSWER, error);
  return failed(notA('Redis'), error);
}

const HUNG_UP = unavailable('ssl', 'The server hung up at once. It may only accept connections with TLS.');

/** Replies that are errors begin with a word in capitals; what they say is about the caller's own command. */
export function statementFailure(error: Error): string | null {
  return /^[A-Z]{2,}\b/.test(error.message) && error.name !== 'SocketClosedUnexpectedlyError' ? error.message : null;
}
