/** Where to go after sign-in. Only a path of ours: a link must not send people elsewhere with our name on it. */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith('/')) return '/';
  const url = new URL(next, 'http://self.invalid');
  return url.host === 'self.invalid' ? url.pathname + url.search + url.hash : '/';
}
