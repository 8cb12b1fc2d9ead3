import { type IncomingMessage, type RequestOptions, request } from 'node:http';
import { type Sentence, say } from '@/lib/sentence';

export type Refusal = { status: number; code: string; message: Sentence; headers?: Record<string, string> };

/** Where only programs ask, whatever they say they accept. Of the API, nothing but signing in is answered by Next. */
const FOR_PROGRAMS = /^\/(api|\.well-known|register)([/?]|$)/;

/**
 * What a program gets where Next would answer with a page or with nothing: the error of every other endpoint, and for a
 * method that an address does not have, which ones it has. Null for an answer that is right as it is.
 */
export async function plainRefusal(
  target: RequestOptions,
  { method = '', url = '/', headers }: IncomingMessage,
  answer: IncomingMessage,
): Promise<Refusal | null> {
  const wantsPage = !FOR_PROGRAMS.test(url) && (headers.accept?.includes('text/html') ?? false);
  if (answer.statusCode === 404 && isPage(answer) && !wantsPage) {
    return { status: 404, code: 'not_found', message: say('http.nothingHere') };
  }
  if (answer.statusCode !== 405 || answer.headers.allow !== undefined) return null;
  const allowed = await askAllowed(target, url, headers);
  const message = say('http.methodNotHere', { method });
  return { status: 405, code: 'invalid_request', message, headers: { Allow: allowed } };
}

function isPage({ headers }: IncomingMessage): boolean {
  return headers['content-type']?.startsWith('text/html') ?? false;
}

/** Next knows, but says it only when it is asked. */
function askAllowed(target: RequestOptions, path: string, { host }: IncomingMessage['headers']): Promise<string> {
  return new Promise((resolve) => {
    const asked = request({ ...target, method: 'OPTIONS', path, headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.headers.allow ?? '');
    });
    asked.on('error', () => resolve(''));
    asked.end();
  });
}
