import type { IncomingMessage, ServerResponse } from 'node:http';
import { WholeResponse } from '@/lib/http/whole-response';

/** Sends what a handler answered, at the pace of the caller; a stream is cancelled when the caller hangs up. */
export async function sendResponse(
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const isHead = incoming.method === 'HEAD';
  if (response instanceof WholeResponse && !isHead) {
    writeHead(response, outgoing, Buffer.byteLength(response.whole));
    outgoing.end(response.whole);
    return;
  }
  const isBodiless = isHead || !response.body;
  if (isBodiless || isJson(response)) {
    // A stream that nobody reads would go on for ever behind the answer.
    if (isHead) void response.body?.cancel().catch(() => {});
    const body = isBodiless ? undefined : Buffer.from(await response.arrayBuffer());
    writeHead(response, outgoing, body?.byteLength);
    outgoing.end(body);
    return;
  }
  writeHead(response, outgoing);
  outgoing.flushHeaders();
  const reader = response.body.getReader();
  outgoing.once('close', () => void reader.cancel().catch(() => {})); // its source may have failed already
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (outgoing.destroyed) return;
    if (!outgoing.write(part.value)) await roomIn(outgoing);
  }
  outgoing.end();
}

/** Until the caller has taken what was sent, or is gone. */
function roomIn(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      outgoing.off('drain', done).off('close', done);
      resolve();
    };
    outgoing.once('drain', done).once('close', done);
  });
}

/** JSON is whole before it is sent, so it goes out in one write with its length. */
function isJson({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('application/json') ?? false;
}

/** Whether the connection is kept is between the caller and Node; a `Connection: keep-alive` here would overrule both. */
function writeHead(response: Response, outgoing: ServerResponse, bytes?: number): void {
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie' && name !== 'connection') outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('Set-Cookie', cookies);
  if (bytes !== undefined) outgoing.setHeader('Content-Length', bytes);
  outgoing.writeHead(response.status);
}
