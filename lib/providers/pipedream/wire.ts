import { ask } from '../upstream/ask';
import { causesOf, unreadable } from '../upstream/failure';
import { parseJson } from '../upstream/json';
import { repeated } from '../upstream/repeat';

export const SERVICE = 'Pipedream';

/**
 * The library makes the requests, but its reading of the replies is not used: it prints what it did not expect to the
 * console, and then hands on keys in two spellings. So a reply is carried past it, inside the error that it reports
 * when a fetch fails.
 */
class CarriedReply extends Error {
  override readonly name = 'CarriedReply';

  constructor(readonly body: unknown) {
    super('a reply on its way past the library');
  }
}

export function carrying(send: typeof fetch): typeof fetch {
  return async (input, init) => {
    const text = await (await send(input, init)).text();
    throw new CarriedReply(text === '' ? null : parseJson(text));
  };
}

type Request = (abortSignal: AbortSignal) => PromiseLike<unknown>;

/** The same for a request that may be sent twice; see `repeated`. */
export function replyToRepeated(signal: AbortSignal, request: Request): Promise<unknown> {
  return repeated(signal, () => replyTo(signal, request));
}

/** What the service answered to a request of the library, as it came. */
export async function replyTo(signal: AbortSignal, request: Request): Promise<unknown> {
  return ask(SERVICE, signal, async (bounded) => {
    try {
      await request(bounded);
    } catch (caught) {
      const carried = causesOf(caught).find((cause) => cause instanceof CarriedReply);
      if (carried) return carried.body;
      throw caught;
    }
    throw unreadable(SERVICE, 'a reply that did not pass through our fetch');
  });
}
