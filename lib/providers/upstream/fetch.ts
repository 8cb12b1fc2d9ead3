import { isObject } from '@/lib/contracts/json';
import { AppError } from '@/lib/errors';
import { type WithRoom, wasShortened } from '@/lib/platform/outbound/fetch';
import { say } from '@/lib/sentence';
import { broken, causesOf, misconfigured, rejected, UpstreamFailure, unavailable } from './failure';
import { parseJson, toReadableJson } from './json';

/**
 * The fetch that provider clients are given. It returns only complete, readable answers: the body is read to its end
 * while the deadline still holds (client libraries stop watching at the headers), and every refusal becomes an error
 * of ours here, where status and headers are at hand. Event streams alone come as they are. `passes` names statuses
 * that the client must see itself.
 */
export function upstreamFetch(
  service: string,
  send: typeof fetch,
  passes: (status: number) => boolean = () => false,
): typeof fetch {
  return async (input, init) => {
    const exchange = await exchangeWith(service, () => readFully(send, input, init));
    const { response, text } = exchange;
    if (text === null) return response;
    if (!response.ok && !passes(response.status)) throw refusal(service, response, text);
    await (init as WithRoom | undefined)?.room?.turn();
    const readable = text === '' ? text : toReadableJson(text);
    if (response.ok && shouldBeJson(response) && readable === null) throw broken(service, `status ${response.status}`);
    const body = NO_BODY.has(response.status) ? null : (readable ?? text);
    const headers = plainHeaders(response.headers);
    if (wasShortened(response)) headers.set(SHORTENED_HEADER, 'true');
    return new Response(body, { status: response.status, headers });
  };
}

/** Ours, for the one who asked: the answer was too long, and is not all that the service sent. */
export const SHORTENED_HEADER = 'patchbay-shortened';

async function readFully(send: typeof fetch, input: Parameters<typeof fetch>[0], init?: RequestInit) {
  const response = await send(input, init);
  // Events come one by one while the work goes on; whoever reads them minds how the stream ends.
  const isStream = response.ok && isEventStream(response);
  return { response, text: isStream ? null : await response.text() };
}

/** One exchange, of which every way to fail becomes one of our errors. */
export async function exchangeWith<Answer>(service: string, exchange: () => Promise<Answer>): Promise<Answer> {
  try {
    return await exchange();
  } catch (caught) {
    const chain = causesOf(caught);
    const known = chain.find((cause) => cause instanceof AppError);
    if (known) throw known;
    // Given up on purpose; whoever did it says why.
    if (chain.some((cause) => cause instanceof Error && /^(Abort|Timeout)Error$/.test(cause.name))) throw caught;
    const code = chain.map(codeOf).find((found) => found !== null) ?? null;
    const neverSent = code !== null && NEVER_SENT.has(code);
    throw unavailable(service, new UpstreamFailure('no answer', { upstreamCode: code, neverSent }));
  }
}

type Refused = { status: number; headers: { get(name: string): string | null } };

/** What an answer with a status that is no success comes to. */
export function refusal(service: string, { status, headers }: Refused, text: string): AppError {
  const failure = new UpstreamFailure(`status ${status}`, { status, upstreamCode: upstreamCodeIn(text) });
  const retryAfterS = retryAfter(headers);
  if (status === 429) {
    return new AppError('rate_limited', say('providers.slowDown', { service }), { retryAfterS, cause: failure });
  }
  if (status >= 500 || status === 408) return unavailable(service, failure, { retryAfterS });
  if (status === 401) {
    return misconfigured(service, failure);
  }
  // A page of HTML: something in front of the service has no way to it.
  if (status === 404 && text.trimStart().startsWith('<')) return broken(service, `status ${status}`, status);
  return rejected(service, 'refused the request.', failure);
}

/** Errors come as `{error: "…"}`, `{error: {code}}` or `{code}`; only the code is taken, never the sentence. */
function upstreamCodeIn(text: string): string | null {
  const body = parseJson(text);
  const inner = isObject(body) && isObject(body.error) ? body.error : body;
  const code = isObject(inner) ? inner.code : undefined;
  return typeof code === 'number' || (typeof code === 'string' && code.length < 100) ? String(code) : null;
}

/** Seconds, a date, or the moment at which the window begins anew; a day at most, which callers may take at its word. */
export function retryAfter(headers: Refused['headers']): number | undefined {
  const given = headers.get('retry-after');
  const reset = Number(headers.get('x-ratelimit-reset'));
  if (given !== null && given !== '') {
    const seconds = Number.isNaN(Number(given)) ? (Date.parse(given) - Date.now()) / 1000 : Number(given);
    if (Number.isFinite(seconds)) return wholeSeconds(seconds);
  }
  return reset > 0 ? wholeSeconds(reset - Date.now() / 1000) : undefined;
}

const MAX_WAIT_S = 24 * 60 * 60;

function wholeSeconds(seconds: number): number {
  return Math.min(Math.max(0, Math.ceil(seconds)), MAX_WAIT_S);
}

/** The text has been unpacked already, so what described its packed form would now be wrong. */
function plainHeaders(headers: Headers): Headers {
  const plain = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding', SHORTENED_HEADER]) plain.delete(name);
  return plain;
}

/** Everything but a bare "accepted": also what a gateway in between answers with a page of HTML. */
function shouldBeJson({ status }: Response): boolean {
  return status !== 202;
}

export function isEventStream({ headers }: Response): boolean {
  return (headers.get('content-type') ?? '').startsWith('text/event-stream');
}

function codeOf(cause: unknown): string | null {
  return isObject(cause) && typeof cause.code === 'string' ? cause.code : null;
}

const NO_BODY = new Set([101, 204, 205, 304]);
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
