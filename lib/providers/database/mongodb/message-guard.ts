import type { Transform, TransformCallback } from 'node:stream';
import { MongoParseError } from 'mongodb';
import { SizedMessageTransform } from 'mongodb/lib/cmap/connection.js';

const HEADER_BYTES = 16;
/** What a server says a message may have at most. */
const MAX_MESSAGE_BYTES = 48_000_000;
const GUARDED = Symbol.for('patchbay.mongodb-message-guard');

type Progress = { size: number[]; left: number };

/**
 * A message that says it has no length makes the driver read it for ever, in one turn of the event loop, until the
 * memory is gone; one that says it has 2 GB is collected as long as it comes. Either ends its connection here, before
 * the driver sees it. Done once for the process, on the driver's own class, because the driver lets nobody else read
 * its sockets.
 */
export function guardMessages(): void {
  const reader = SizedMessageTransform.prototype as Transform & { [GUARDED]?: true };
  if (reader[GUARDED]) return;
  reader[GUARDED] = true;
  const progress = new WeakMap<Transform, Progress>();
  const transform = reader._transform;
  reader._transform = function (this: Transform, chunk: Buffer, encoding: BufferEncoding, done: TransformCallback) {
    const state = progress.get(this) ?? { size: [], left: 0 };
    progress.set(this, state);
    if (follow(state, chunk)) transform.call(this, chunk, encoding, done);
    else done(new MongoParseError('The server sent a message of a length that no message has.'));
  };
}

/** False at the first length that cannot be. */
function follow(state: Progress, chunk: Buffer): boolean {
  let at = 0;
  while (at < chunk.length) {
    if (state.left > 0) {
      const taken = Math.min(state.left, chunk.length - at);
      state.left -= taken;
      at += taken;
      continue;
    }
    state.size.push(chunk[at] ?? 0);
    at++;
    if (state.size.length < 4) continue;
    const size = Buffer.from(state.size).readInt32LE();
    if (size < HEADER_BYTES || size > MAX_MESSAGE_BYTES) return false;
    state.size = [];
    state.left = size - 4;
  }
  return true;
}
