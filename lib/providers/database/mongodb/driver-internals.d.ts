/** Not described by the driver, and needed by `message-guard.ts` and `sign-in-guard.ts`. */
declare module 'mongodb/lib/cmap/connection.js' {
  import type { Transform } from 'node:stream';

  export const SizedMessageTransform: { prototype: Transform };
}

declare module 'mongodb/lib/cmap/auth/scram.js' {
  export const ScramSHA256: { prototype: object };
}
