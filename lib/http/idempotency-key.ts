import { ToolCallRequest } from '@/lib/contracts/tool-call';
import { type AppError, invalidField } from '@/lib/errors';
import { say, type Words } from '@/lib/sentence';

const Key = ToolCallRequest.shape.idempotency_key;

/**
 * Some clients send the key as the header of that name, by themselves and again when they repeat a request. Nobody who
 * does may have a call made twice. Two keys that differ are refused: it is not known which one is meant.
 */
export function readIdempotencyKey({ headers }: Request, inBody: string | undefined): string | undefined {
  const inHeader = headers.get('idempotency-key') ?? undefined;
  if (inHeader === undefined) return inBody;
  if (inBody !== undefined && inBody !== inHeader) throw wrongKey(say('http.idempotencyKeysDiffer'), 400);
  if (!Key.safeParse(inHeader).success) throw wrongKey(say('http.idempotencyKeyLength'));
  return inHeader;
}

function wrongKey(why: Words, status?: number): AppError {
  return invalidField('idempotency_key', why, { status });
}
