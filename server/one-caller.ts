import type { IncomingMessage } from 'node:http';

/**
 * Whether `X-User-Id` was sent more than once. Node joins such lines into one value, which would be taken for the id of
 * one user; one of the lines may come from a proxy that pins the user.
 */
export function namesSeveralUsers(incoming: IncomingMessage): boolean {
  return linesOf(incoming, 'x-user-id').length > 1;
}

/**
 * Whether two different keys or tokens were sent. One of them would decide, and whoever added the other, a proxy or a
 * library that remembers one, would act for somebody without knowing. The same one in both headers is fine.
 */
export function carriesSeveralKeys(incoming: IncomingMessage): boolean {
  const bearers = linesOf(incoming, 'authorization').flatMap((line) => /^bearer +(.*)$/i.exec(line)?.[1] ?? []);
  return new Set([...linesOf(incoming, 'x-api-key'), ...bearers]).size > 1;
}

/** What stands in each line with this header. Node joins the lines of some, and drops all but the first of others. */
function linesOf({ rawHeaders }: IncomingMessage, name: string): string[] {
  return rawHeaders.filter((_line, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name);
}
