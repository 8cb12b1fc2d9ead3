import type { IncomingMessage } from 'node:http';

/**
 * Whether `X-User-Id` was sent more than once. Node joins such lines into one value, which would be taken for the id of
 * one user; one of the lines may come from a proxy that pins the user.
 */
export function namesSeveralUsers({ rawHeaders }: IncomingMessage): boolean {
  return rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'x-user-id').length > 1;
}
