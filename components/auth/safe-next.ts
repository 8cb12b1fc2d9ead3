/** Where to go after sign-in. Only a path of ours: a link must not send people elsewhere with our name on it. */
export function safeNext(next: string | undefined): string {
  if (!next?.startsWith('/')) return '/';
  const self = 'http://self.invalid';
  const url = new URL(next, self);
  const path = url.pathname + url.search + url.hash;
  // Resolved once more: `/.//evil.example/` is a path of ours that reads, without its dot, as another host.
  return url.origin === self && new URL(path, self).href === url.href ? path : '/';
}
