/** The id a caller or our own server gave the request, when it is sound; else a new one. It ends up in the log. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id');
  return given && /^[\w-]{8,64}$/.test(given) ? given : crypto.randomUUID();
}
