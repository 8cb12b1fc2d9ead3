import type { Document } from 'mongodb';

const KNOWN: Record<string, [number, string]> = {
  '42501': [13, 'Unauthorized'],
  '42601': [9, 'FailedToParse'],
  '57014': [50, 'MaxTimeMSExpired'],
  '23505': [11000, 'DuplicateKey'],
  M001C: [11000, 'DuplicateKey'],
  M0001: [2, 'BadValue'],
  M000E: [43, 'CursorNotFound'],
};

export const failure = (code: number, codeName: string, errmsg: string): Document => ({
  ok: 0,
  errmsg,
  code,
  codeName,
});

/** DocumentDB hides MongoDB's error code in the SQLSTATE, in base 36 after an M. */
export function toMongoFailure(error: unknown): Document {
  const state = error instanceof Error && 'code' in error ? String(error.code) : '';
  const [code, name] = KNOWN[state] ?? [mongoCode(state), 'Error'];
  return failure(code, name, error instanceof Error ? error.message : String(error));
}

/** Failures of single writes come with the SQLSTATE packed into an integer, six bits a letter. */
export function unpackWriteErrors(reply: Document): Document {
  for (const error of reply.writeErrors ?? []) {
    const packed = Number(error.code);
    if (packed < 1e6) continue;
    const state = [0, 6, 12, 18, 24].map((shift) => String.fromCharCode(((packed >> shift) & 63) + 48)).join('');
    error.code = KNOWN[state]?.[0] ?? mongoCode(state);
  }
  return reply;
}

function mongoCode(state: string): number {
  return state.startsWith('M') ? Number.parseInt(state.slice(1), 36) || 1 : 1;
}
