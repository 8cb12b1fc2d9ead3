import { MongoServerError } from 'mongodb';
import type { AppError } from '@/lib/errors';
import { type Culprit, failed, findNetworkCulprit, NO_ANSWER, notA } from '../failure';
import { findAppError } from './client';

const rejected = (field: string, message: string): Culprit => ({ code: 'provider_rejected', field, message });

const BY_CODE: Record<number, Culprit> = {
  18: rejected('connection_string', 'The server does not accept this user name and password.'),
  13: rejected('database', 'This user may not read this database, or the server asks for a password.'),
  11: rejected('connection_string', 'The server does not know this user.'),
  2: rejected('connection_string', 'The server asks for a way to sign in that is not spoken here.'),
  73: rejected('database', 'This cannot be the name of a database.'),
};

/** Which field of this form a culprit of the network is found in: all but the authority is in one text. */
const FIELD: Record<string, string> = { ca: 'ca', database: 'database' };

/** Why a connection could not be made, as one sentence that names the field; the server's own words go in the cause. */
export function connectionFailure(error: unknown): AppError {
  const ours = findAppError(error);
  if (ours) return ours;
  const culprit = culpritOf(error);
  return failed({ ...culprit, field: FIELD[culprit.field] ?? 'connection_string' }, error);
}

function culpritOf(error: unknown): Culprit {
  const causes = chain(error);
  for (const cause of causes) {
    if (cause instanceof MongoServerError && BY_CODE[Number(cause.code)]) return BY_CODE[Number(cause.code)] as Culprit;
    const network = findNetworkCulprit(cause);
    if (network) return network;
  }
  const said = causes.map((cause) => cause.message).join(' ');
  if (/querySrv|ENODATA|No addresses found|srv/i.test(said))
    return rejected('host', 'There is no cluster by this name (its SRV record is missing).');
  if (/replica set|setName/i.test(said))
    return rejected('host', 'The servers belong to another replica set than the one named.');
  if (/Authentication failed|auth/i.test(said)) return BY_CODE[18] as Culprit;
  if (/timed? ?out/i.test(said)) return NO_ANSWER;
  if (/closed/i.test(said))
    return rejected('host', 'The server hung up at once. It may only accept connections with TLS.');
  return notA('MongoDB');
}

/** The wrapped causes from the inside out: what is innermost happened first. */
function chain(error: unknown, depth = 0): Error[] {
  if (!(error instanceof Error) || depth > 6) return [];
  const { reason } = error as Error & { reason?: { servers?: Map<string, { error?: unknown }> } };
  const within = [...(reason?.servers?.values() ?? [])].map((server) => server.error);
  return [...[error.cause, ...within].flatMap((cause) => chain(cause, depth + 1)), error];
}

/** What the server says of the caller's own operation. */
export function statementFailure(error: Error): string | null {
  return error instanceof MongoServerError ? error.message.replace(/BSONHEX\w+/g, '…') : null;
}
