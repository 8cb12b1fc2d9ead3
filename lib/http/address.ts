/**
 * Where a request came from, for limits. The last entry of X-Forwarded-For is the one that the nearest proxy, or our
 * own server, has added; the ones before it are whatever the caller wrote there.
 */
export function addressOf(headers: Headers): string {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown';
}
