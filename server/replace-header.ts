import type { IncomingMessage } from 'node:http';

/** In both places where Node keeps it, so that nobody reads what the caller had sent instead. */
export function replaceHeader({ headers, rawHeaders }: IncomingMessage, name: string, value: string): void {
  if (headers[name] !== undefined) {
    for (let at = rawHeaders.length - 2; at >= 0; at -= 2) {
      if (rawHeaders[at]?.toLowerCase() === name) rawHeaders.splice(at, 2);
    }
  }
  headers[name] = value;
  rawHeaders.push(name, value);
}
