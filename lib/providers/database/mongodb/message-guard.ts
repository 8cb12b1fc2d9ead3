import type { Transform, TransformCallback } from 'node:stream';
import { MongoParseError } from 'mongodb';
import { SizedMessageTransform } from 'mongodb/lib/cmap/connection.js';

const HEADER_BYTES = 16;
const LENGTH_BYTES = 4;
/** Where a header says what kind of message it is, and the kind that is compressed. */
const KIND_AT = 12;
const COMPRESSED = 2012;
/** What a server says a message may have at most. */
const MAX_MESSAGE_BYTES = 48_000_000;
const GUARDED = Symbol.for('patchbay.mongodb-message-guard');

type Progress = { header: number[]; left: number };

/**
 * A message that says it has no length makes the driver read it for ever, in one turn of the event loop, until the
 * memory is gone; one that says it has 2 GB is collected as long as it comes. A compressed one of a few megabytes
 * unpacks to gigabytes, which nothing stops once it has begun, also where compression was never agreed on, so
 * compression is not spoken at all. Each of them ends its connection here, before the driver sees it. Done once for the
 * process, on the driver's own class, because the driver lets nobody else read its sockets.
 */
export function guardMessages(): void {
  const reader = SizedMessageTransform.prototype as Transform & { [GUARDED]?: true };
  if (reader[GUARDED]) return;
  reader[GUARDED] = true;
  const progress = new WeakMap<Transform, Progress>();
  const transform = reader._transform;
  reader._transform = function (this: Transform, chunk: Buffer, encoding: BufferEncoding, done: TransformCallback) {
    const state = progress.get(this) ?? { header: [], left: 0 };
    progress.set(this, state);
    const problem = follow(state, chunk);
    if (problem) done(new MongoParseError(problem));
    else transform.call(this, chunk, encoding, done);
  };
}

/** What is wrong with the first message that cannot be taken. */
function follow(state: Progress, chunk: Buffer): string | null {
  let at = 0;
  while (at < chunk.length) {
    if (state.left > 0) {
      const taken = Math.min(state.left, chunk.length - at);
      state.left -= taken;
      at += taken;
      continue;
    }
    state.header.push(chunk[at] ?? 0);
    at++;
    const size = state.header.length === LENGTH_BYTES ? Buffer.from(state.header).readInt32LE() : HEADER_BYTES;
    if (size < HEADER_BYTES || size > MAX_MESSAGE_BYTES)
      return 'The server sent a message of a length that no message has.';
    if (state.header.length < HEADER_BYTES) continue;
    const header = Buffer.from(state.header);
    if (header.readInt32LE(KIND_AT) === COMPRESSED)
      return 'The server sent a compressed message, which nobody asked for.';
    state.header = [];
    state.left = header.readInt32LE() - HEADER_BYTES;
  }
  return null;
}
