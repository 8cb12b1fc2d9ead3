import { ToolCallRequest } from '@/lib/contracts/tool-call';
import { AppError } from '@/lib/errors';

const Key = ToolCallRequest.shape.idempotency_key;

/**
 * Some clients send the key as the header of that name, by themselves and again when they repeat a request. Nobody who
 * does may have a call made twice. Two keys that differ are refused: it is not known which one is meant.
 */
export function readIdempotencyKey({ headers }: Request, inBody: string | undefined): string | undefined {
  const inHeader = headers.get('idempotency-key') ?? undefined;
  if (inHeader === undefined) return inBody;
  if (inBody !== undefined && inBody !== inHeader) throw wrongKey('The header and the body have different ones.', 400);
  if (!Key.safeParse(inHeader).success) throw wrongKey('Must be text of 1 to 255 characters.');
  return inHeader;
}

function wrongKey(message: string, status?: number): AppError {
  const fields = { idempotency_key: message };
  return new AppError('invalid_request', 'Some fields need another look.', { fields, status });
}
