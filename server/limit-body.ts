import type { IncomingMessage, ServerResponse } from 'node:http';
import { BODIES_AT_ONCE, BODY_LIMITS } from '@/lib/http/body-limits';
import { findPrincipal } from '@/lib/http/principal';
import { type Sentence, say } from '@/lib/sentence';
import { sendError } from './send-error';
import { declaredLength } from './unread-body';

/** Not worth asking who sends it. Calls of tools are mostly far smaller. */
const SMALL_BYTES = 64 * 1024;
/** The most that any endpoint takes; what takes less says so itself. */
const LIMITS = {
  stranger: { bytes: BODY_LIMITS.strangerBytes, atOnce: BODIES_AT_ONCE.strangerBytes },
  known: { bytes: BODY_LIMITS.callBytes, atOnce: BODIES_AT_ONCE.knownBytes },
};
type Kind = keyof typeof LIMITS;

const underWay: Record<Kind, number> = { stranger: 0, known: 0 };

/**
 * Bounds what bodies take of the memory, because handlers read them whole. True when the request may pass, at once for
 * a small body; false when it has been refused. A body that does not say how long it is is counted as it arrives.
 */
export function limitBody(incoming: IncomingMessage, outgoing: ServerResponse): true | Promise<boolean> {
  const declared = declaredLength(incoming);
  return declared <= SMALL_BYTES || limitLarge(declared, incoming, outgoing);
}

async function limitLarge(declared: number, incoming: IncomingMessage, outgoing: ServerResponse): Promise<boolean> {
  const kind: Kind = (await isKnown(incoming)) ? 'known' : 'stranger';
  if (outgoing.destroyed) return false;
  const account = new Account(kind, outgoing);
  if (Number.isFinite(declared)) return account.add(declared);
  countAsItArrives(incoming, account);
  return true;
}

/** The bytes of one request, and what they may come to. */
class Account {
  private bytes = 0;

  constructor(
    private readonly kind: Kind,
    private readonly outgoing: ServerResponse,
  ) {
    outgoing.once('close', () => {
      underWay[kind] -= this.bytes;
    });
  }

  /** False when that was too much, and the caller has been told. */
  add(bytes: number): boolean {
    const { kind, outgoing } = this;
    const { bytes: most, atOnce } = LIMITS[kind];
    if (this.bytes + bytes > most) return refuse(outgoing, 413, tooLarge(kind));
    if (underWay[kind] + bytes > atOnce) return refuse(outgoing, 503, BUSY);
    this.bytes += bytes;
    underWay[kind] += bytes;
    return true;
  }
}

/** Node's parser hands each piece over with `push`; listening for data instead would start the stream too early. */
function countAsItArrives(incoming: IncomingMessage, account: Account): void {
  const push = incoming.push.bind(incoming);
  let isRefused = false;
  incoming.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    isRefused ||= chunk !== null && !account.add(chunk.byteLength);
    // Never ended, so that nobody takes the part that has arrived for the whole; the connection ends instead.
    return isRefused || push(chunk, encoding);
  };
}

async function isKnown({ headers }: IncomingMessage): Promise<boolean> {
  const carried = ['authorization', 'cookie', 'x-api-key'].flatMap((name) => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  if (carried.length === 0) return false;
  return (await findPrincipal(new Request('http://server', { headers: Object.fromEntries(carried) }))) !== null;
}

function tooLarge(kind: Kind): Sentence {
  return kind === 'known'
    ? say('http.bodyOver', { size: LIMITS.known.bytes / 1024 / 1024 })
    : say('http.strangersBodyOver', { size: LIMITS.stranger.bytes / 1024 });
}

const BUSY = say('http.bodiesAtOnce');

function refuse(outgoing: ServerResponse, status: 413 | 503, message: Sentence): false {
  if (outgoing.headersSent) return false;
  if (status === 413) sendError(outgoing, 413, { code: 'invalid_request', message });
  else sendError(outgoing, 503, { code: 'internal', message, headers: { 'Retry-After': '1' } });
  return false;
}
