import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendError } from './send-error';

/** More than any endpoint takes; an import of a whole installation is the largest. */
export const LARGEST_BODY_BYTES = 32 * 1024 * 1024;

/**
 * Refuses a body that says it is too large, and cuts off one that does not say and turns out to be: handlers read
 * bodies whole, so without this a few endless uploads would use up the memory. False when it has been refused.
 */
export function limitBody(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
  const declared = incoming.headers['content-length'];
  if (declared !== undefined) {
    if (Number(declared) <= LARGEST_BODY_BYTES) return true;
    refuse(outgoing);
    return false;
  }
  if (incoming.headers['transfer-encoding']) countAsItArrives(incoming, outgoing);
  return true;
}

/** Node's parser hands each piece over with `push`; listening for data instead would start the stream too early. */
function countAsItArrives(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const push = incoming.push.bind(incoming);
  let bytes = 0;
  incoming.push = (chunk: Buffer | null, encoding?: BufferEncoding) => {
    bytes += chunk?.byteLength ?? 0;
    if (bytes <= LARGEST_BODY_BYTES) return push(chunk, encoding);
    refuse(outgoing);
    incoming.destroy();
    return false;
  };
}

function refuse(outgoing: ServerResponse): void {
  if (outgoing.headersSent) return;
  const message = `The body is larger than ${LARGEST_BODY_BYTES / 1024 / 1024} MiB.`;
  sendError(outgoing, 413, { code: 'invalid_request', message, headers: { Connection: 'close' } });
}
