import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { log } from '@/lib/platform/log';
import { type Sentence, say, toText } from '@/lib/sentence';
import { carriesSuccess } from './carries-success';

type Unreadable = Error & { code?: string };
/** Node keeps the answer that is under way on a socket here. */
type Answering = Socket & { _httpMessage?: ServerResponse };

const STATUS_LINES: Record<string, [line: string, message: Sentence]> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', say('http.headersTooLarge')],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Payload Too Large', say('http.bodyTooLarge')],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', say('http.tooSlow')],
};
const MALFORMED: [line: string, message: Sentence] = ['400 Bad Request', say('http.unreadable')];

/** What the parser of HTTP refuses reaches no handler: it is answered here, as every other mistake of a caller is. */
export function answerUnreadable(server: Server): void {
  server.on('clientError', (failure: Unreadable, socket: Answering) => {
    const isAnswered = socket._httpMessage?.headersSent === true;
    if (!socket.writable || isAnswered || failure.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const requestId = crypto.randomUUID();
    const [line, message] = STATUS_LINES[failure.code ?? ''] ?? MALFORMED;
    log().debug({ requestId, reason: failure.code }, 'a request could not be read');
    const error = { code: 'invalid_request', message: toText(message, 'en'), request_id: requestId };
    // Where the request began well, it is known which endpoint was meant.
    const asked = socket._httpMessage?.req;
    const body = JSON.stringify(asked && carriesSuccess(asked) ? { success: false, error } : { error });
    const headers = [
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      `X-Request-Id: ${requestId}`,
      'Connection: close',
    ];
    socket.end(`HTTP/1.1 ${line}\r\n${headers.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  });
}
