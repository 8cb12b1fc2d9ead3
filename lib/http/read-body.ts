import { AppError } from '@/lib/errors';
import { isTooDeep } from '@/lib/platform/json-depth';
import { say } from '@/lib/sentence';
import { BODY_LIMITS } from './body-limits';
import { assertStorableJson } from './check-text';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The body as JSON. An optional one is written as a schema that takes an empty object. */
export async function readJson(request: Request, maxBytes = BODY_LIMITS.otherBytes): Promise<unknown> {
  const text = await readText(request, maxBytes);
  if (text === '') return {};
  if (isTooDeep(text)) throw new AppError('invalid_request', say('http.bodyTooDeep'), { status: 400 });
  const value = parse(text);
  assertStorableJson(text, value);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notJson(cause);
  }
}

/** The body as it came. Reading stops at the limit, whatever the caller said its length would be. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const bytes = await readBytes(request, maxBytes);
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw notJson(cause);
  }
}

/** A caller that hangs up in the middle of its body has made a mistake of its own, and is not there to be told. */
async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new AppError('invalid_request', say('http.compressed'), { status: 415 });
  }
  try {
    return await readWithin(request, maxBytes);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('invalid_request', say('http.bodyEnded'), { status: 400, cause });
  }
}

/** With a length that was announced, which HTTP keeps to, in one piece: a stream costs ten times that. */
async function readWithin(request: Request, maxBytes: number): Promise<Uint8Array> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (length > maxBytes) throw tooLarge();
  if (length <= maxBytes) return new Uint8Array(await request.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function notJson(cause: unknown): AppError {
  return new AppError('invalid_request', say('http.notJson'), { status: 400, cause });
}

function tooLarge(): AppError {
  return new AppError('invalid_request', say('http.bodyTooLarge'), { status: 413 });
}
