import { AppError } from '@/lib/errors';
import { causesOf, UpstreamFailure, unavailable, unreadable } from './failure';
import { repeated } from './repeat';

const ASK_LIMIT_MS = 20_000;

/**
 * One exchange with a provider, ended by the caller's signal or our own limit, whichever comes first. Whatever the
 * client library throws comes out as one of our errors; only the caller's own cancellation passes as it is.
 */
export async function ask<Answer>(
  service: string,
  signal: AbortSignal,
  exchange: (signal: AbortSignal) => Promise<Answer>,
  limitMs = ASK_LIMIT_MS,
): Promise<Answer> {
  // By hand rather than with AbortSignal.any and timeout, which live on until their limit is over: at a thousand calls
  // a second those would be a hundred thousand timers.
  const bounds = new AbortController();
  const stop = () => bounds.abort(signal.reason);
  const timer = setTimeout(() => bounds.abort(new DOMException('no answer in time', 'TimeoutError')), limitMs);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    bounds.signal.throwIfAborted(); // nothing is begun that nobody waits for
    return await untilAborted(bounds.signal, exchange(bounds.signal));
  } catch (caught) {
    throw toProviderError(service, bounds.signal, caught);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** The same for a request that may be sent twice; see `repeated`. */
export function askRepeatedly<Answer>(
  service: string,
  signal: AbortSignal,
  exchange: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  return repeated(signal, () => ask(service, signal, exchange));
}

/** The same for an exchange that listens to its signal, which has a deadline of its own: nothing has to be made for it. */
export async function askWithin<Answer>(
  service: string,
  signal: AbortSignal,
  exchange: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  try {
    signal.throwIfAborted();
    return await exchange(signal);
  } catch (caught) {
    throw toProviderError(service, signal, caught);
  }
}

/** For work that several callers share: each stops waiting by itself, and the work goes on for the others. */
export function untilAborted<Answer>(signal: AbortSignal, work: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function toProviderError(service: string, signal: AbortSignal, caught: unknown): unknown {
  if (signal.aborted) {
    return isTimeout(signal.reason) ? unavailable(service, new UpstreamFailure('no answer in time')) : signal.reason;
  }
  const chain = causesOf(caught);
  const known = chain.find((cause) => cause instanceof AppError);
  if (known) return known;
  if (chain.some(isTimeout)) return unavailable(service, new UpstreamFailure('no answer in time'));
  // What is left are the libraries' own complaints about a shape they did not expect.
  return unreadable(service, chain.map((cause) => (cause instanceof Error ? cause.name : typeof cause)).join(' < '));
}

function isTimeout(cause: unknown): boolean {
  return cause instanceof Error && (cause.name === 'TimeoutError' || cause.name === 'AbortError');
}
