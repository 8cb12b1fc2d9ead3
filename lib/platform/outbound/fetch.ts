import { isIP } from 'node:net';
import { Agent, type Dispatcher, fetch as undiciFetch } from 'undici';
import { AppError } from '@/lib/errors';
import { say } from '@/lib/sentence';
import { once } from '../once';
import { type Room, SMALL_ANSWER_BYTES } from '../room';
import { resolveHost } from './address';
import { JsonPruner } from './prune-json';

export type Guard = {
  /** Operators choose a provider's address themselves; what a user or a reply may choose is checked. */
  trusted?: boolean;
  timeoutMs?: number;
  maxBytes?: number;
  /**
   * JSON beyond this is shortened while it is read, instead of refused: see JsonPruner. Only where something was done:
   * what is missing from a list that was asked for would seem to be gone.
   */
  pruneAtBytes?: number;
};

/** For an answer that is not small; without it, one of any size is read at once. */
export type WithRoom = RequestInit & { room?: Room | undefined };

const MAX_REDIRECTS = 3;

/**
 * The fetch that everything on the server uses. It pins the checked address for the connection, follows at most three
 * redirects and checks each, gives up at its deadline (the body included) and refuses answers beyond its size.
 */
export function guardedFetch({
  trusted = false,
  timeoutMs = 30_000,
  maxBytes = 64 * 2 ** 20,
  pruneAtBytes,
}: Guard = {}): typeof fetch {
  const guarded = async (input: string | URL | Request, init: WithRoom = {}): Promise<Response> => {
    const { room } = init;
    const { body, headers, signal: given, ...asked } = await read(input, init);
    let { method } = asked;
    let url = checkUrl(asked.address);
    // A provider's client brings its own deadline with its signal; timers on top of it would outlive every call.
    const signal =
      trusted && given ? given : AbortSignal.any([...(given ? [given] : []), AbortSignal.timeout(timeoutMs)]);
    for (let hop = 0; ; hop += 1) {
      const response = await send(url, { method, headers, signal, ...(body && method !== 'GET' && { body }) }, trusted);
      const next = response.headers.get('location');
      if (!next || response.status < 300 || response.status > 399 || init.redirect === 'manual') {
        const isWhole = pruneAtBytes === undefined || method === 'GET';
        const held = room ? inRoom(response, room, pruneAtBytes ?? maxBytes) : response;
        return isWhole ? limited(held, maxBytes) : pruned(held, pruneAtBytes, maxBytes);
      }
      await response.body?.cancel();
      if (hop === MAX_REDIRECTS)
        throw new AppError('provider_unavailable', say('outbound.redirects', { host: url.host }));
      const target = checkUrl(next, url);
      // A credential belongs to the origin it was meant for.
      if (target.origin !== url.origin)
        for (const name of ['authorization', 'cookie', 'x-api-key']) headers.delete(name);
      if (response.status === 303 || (response.status < 303 && method === 'POST')) method = 'GET';
      url = target;
    }
  };
  return guarded as typeof fetch;
}

type Asked = {
  address: string;
  method: string;
  headers: Headers;
  body: string | Uint8Array<ArrayBuffer> | undefined;
  signal: AbortSignal | null;
};

/** What is asked for. The usual case, an address and text, is not worth a Request of its own. */
async function read(input: string | URL | Request, init: RequestInit): Promise<Asked> {
  const { body, method = 'GET', signal = null } = init;
  if (!(input instanceof Request) && (typeof body === 'string' || body === undefined || body === null)) {
    const headers = new Headers(init.headers);
    if (body && !headers.has('content-type')) headers.set('content-type', 'text/plain;charset=UTF-8');
    return { address: String(input), method: method.toUpperCase(), headers, body: body || undefined, signal };
  }
  const request = new Request(input, init);
  const bytes = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
  const { url: address, headers } = request;
  return { address, method: request.method, headers: new Headers(headers), body: bytes, signal: request.signal };
}

async function send(url: URL, init: RequestInit, trusted: boolean): Promise<Response> {
  // A literal address is dialled without a look-up, so it is checked here.
  if (!trusted && isIP(url.hostname.replace(/^\[|\]$/g, ''))) await resolveHost(url.hostname);
  const dispatcher = trusted ? trustedAgent() : guardedAgent();
  return (await undiciFetch(url, { ...init, redirect: 'manual', dispatcher } as never)) as unknown as Response;
}

/** Connections to the addresses that the operator chose. */
export function trustedAgent(): Dispatcher {
  return once('outbound:trusted', () => new Agent({ connections: 256, keepAliveTimeout: 30_000 }));
}

/** Asks for the address at every new connection and dials the one it checked, so no name can change in between. */
function guardedAgent(): Dispatcher {
  return once(
    'outbound:guarded',
    () =>
      new Agent({
        connections: 16,
        connect: {
          lookup: (host, _options, done) => {
            resolveHost(host).then(
              (found) => done(null, [found]),
              (error) => done(error, []),
            );
          },
        },
      }),
  );
}

function checkUrl(address: string, base?: URL): URL {
  const url = new URL(address, base);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new AppError('invalid_request', say('outbound.scheme', { scheme: url.protocol }));
  }
  if (url.username || url.password) throw new AppError('invalid_request', say('outbound.password'));
  return url;
}

const pruners = new WeakMap<Response, JsonPruner>();

/** Whether the body, as far as it was read, was too long and lost a part. */
export function wasShortened(response: Response): boolean {
  return pruners.get(response)?.hasDropped === true;
}

function pruned(response: Response, atBytes: number, maxBytes: number): Response {
  const { status, statusText } = response;
  if (!response.body || lengthOf(response) <= atBytes || !/json|event-stream/.test(typeOf(response)))
    return limited(response, maxBytes);
  const pruner = new JsonPruner(atBytes);
  const body = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(piece, controller) {
        const kept = pruner.push(piece);
        if (kept.length > 0) controller.enqueue(kept);
      },
    }),
  );
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  const bounded = limited(new Response(body, { status, statusText, headers }), maxBytes);
  pruners.set(bounded, pruner);
  return bounded;
}

function typeOf({ headers }: Response): string {
  return headers.get('content-type') ?? '';
}

/** What is not small is read on once there is room for as much as it may come to. */
function inRoom(response: Response, room: Room, most: number): Response {
  const length = lengthOf(response);
  if (!response.body || length <= SMALL_ANSWER_BYTES) return response;
  let seen = 0;
  let hasRoom = false;
  const body = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      async transform(piece, controller) {
        seen += piece.byteLength;
        if (!hasRoom && seen > SMALL_ANSWER_BYTES) {
          await room.take(Math.min(length, most));
          hasRoom = true;
        }
        controller.enqueue(piece);
      },
    }),
  );
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}

/** Infinite where the sender does not say, and where what it says is the length of something packed. */
function lengthOf({ headers }: Response): number {
  const length = headers.get('content-length');
  return length === null || headers.has('content-encoding') ? Number.POSITIVE_INFINITY : Number(length);
}

function limited(response: Response, maxBytes: number): Response {
  // A length that was announced is kept to by the protocol itself, so nothing has to be counted.
  if (!response.body || lengthOf(response) <= maxBytes) return response;
  let seen = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        seen += chunk.byteLength;
        if (seen > maxBytes) controller.error(new AppError('provider_rejected', say('providers.answerTooLarge')));
        else controller.enqueue(chunk);
      },
    }),
  );
  const { status, statusText, headers } = response;
  return new Response(counted, { status, statusText, headers });
}
