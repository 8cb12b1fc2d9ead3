/** Not described by the driver, and needed by `message-guard.ts`. */
declare module 'mongodb/lib/cmap/connection.js' {
  import type { Transform } from 'node:stream';

  export const SizedMessageTransform: { prototype: Transform };
}
