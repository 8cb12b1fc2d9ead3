const WANTS_TLS = new Set([
  'require',
  'required',
  'prefer',
  'verify-ca',
  'verify_ca',
  'verify-full',
  'verify_identity',
  'true',
  '1',
]);

/** Takes `scheme://user:password@host:port/database?…` apart. Says what is wrong without repeating the text. */
export function readConnectionUrl(text: string, schemes: string[], tlsSchemes: string[] = []): Record<string, unknown> {
  const trimmed = text.trim();
  const scheme = trimmed.slice(0, Math.max(0, trimmed.indexOf('://')));
  if (![...schemes, ...tlsSchemes].includes(scheme)) {
    throw new Error(`A connection string begins with ${schemes.map((name) => `${name}://`).join(' or ')}.`);
  }
  const url = parse(trimmed);
  const mode = ['sslmode', 'ssl-mode', 'ssl', 'tls'].map((name) => url.searchParams.get(name)).find(Boolean);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    ...(url.port && { port: Number(url.port) }),
    ...(url.pathname.length > 1 && { database: decodeURIComponent(url.pathname.slice(1)) }),
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(url.password && { password: decodeURIComponent(url.password) }),
    ...((tlsSchemes.includes(scheme) || WANTS_TLS.has(mode?.toLowerCase() ?? '')) && { ssl: true }),
  };
}

function parse(text: string): URL {
  try {
    const url = new URL(text);
    if (!url.hostname) throw new Error('no host');
    decodeURIComponent(url.username + url.password + url.pathname);
    return url;
  } catch {
    throw new Error(
      'This connection string cannot be read; a password with special characters must be percent-encoded.',
    );
  }
}
