import { AppError } from '@/lib/errors';

const MAX_BODY_BYTES = 1024 * 1024;

/** The body as JSON. An optional one is written as a schema that takes an empty object. */
export async function readJson(request: Request, maxBytes = MAX_BODY_BYTES): Promise<unknown> {
  const text = await readText(request, maxBytes);
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notJson(cause);
  }
}

/** The body as it came. Reading stops at the limit, whatever the caller said its length would be. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (!request.body) return '';
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw notJson(cause);
  }
}

function notJson(cause: unknown): AppError {
  return new AppError('invalid_request', 'The body is not valid JSON.', { status: 400, cause });
}

function tooLarge(): AppError {
  return new AppError('invalid_request', 'The body is too large.', { status: 413 });
}
