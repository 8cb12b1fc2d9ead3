/** What the scheme of a kind is called, and what may follow the question mark. */
type Grammar = {
  schemes: string[];
  /** Schemes that mean TLS. */
  tlsSchemes?: string[];
  /**
   * Options besides those about TLS that lose nothing here, each with the reason in its kind. All others are refused by
   * name: one that was dropped without a word could be the one that mattered.
   */
  harmless?: string[];
};

const TLS_OPTIONS = ['sslmode', 'ssl-mode', 'ssl', 'tls', 'sslaccept'];
const WITH_TLS = new Set(
  `require required prefer preferred verify-ca verify_ca verify-full verify_identity true 1 yes on strict
   {"rejectunauthorized":true}`.split(/\s+/),
);
const WITHOUT_TLS = new Set('disable disabled allow false 0 no off'.split(' '));

/** Takes `scheme://user:password@host:port/database?…` apart. Says what is wrong without repeating any value. */
export function readConnectionUrl(
  text: string,
  { schemes, tlsSchemes = [], harmless = [] }: Grammar,
): Record<string, unknown> {
  const trimmed = text.trim();
  const scheme = trimmed.slice(0, Math.max(0, trimmed.indexOf('://')));
  if (![...schemes, ...tlsSchemes].includes(scheme)) {
    throw new Error(`A connection string begins with ${schemes.map((name) => `${name}://`).join(' or ')}.`);
  }
  const url = parse(trimmed);
  const isTls = readTls(url.searchParams) ?? false;
  const unused = [...url.searchParams.keys()].find((name) => ![...TLS_OPTIONS, ...harmless].includes(name));
  if (unused !== undefined) throw new Error(`The option "${unused.slice(0, 40)}" is not used here. Remove it.`);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    ...(url.port && { port: Number(url.port) }),
    ...(url.pathname.length > 1 && { database: decodeURIComponent(url.pathname.slice(1)) }),
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(url.password && { password: decodeURIComponent(url.password) }),
    ...((tlsSchemes.includes(scheme) || isTls) && { ssl: true }),
  };
}

/** Null when nothing is said about TLS. */
function readTls(options: URLSearchParams): boolean | null {
  for (const name of TLS_OPTIONS) {
    const value = options.get(name)?.toLowerCase().replace(/\s/g, '');
    if (value === undefined) continue;
    if (WITH_TLS.has(value)) return true;
    if (WITHOUT_TLS.has(value)) return false;
    throw new Error(`The value of "${name}" is not known here. With TLS, certificates are always verified.`);
  }
  return null;
}

function parse(text: string): URL {
  if (/^[^/]*:\/\/[^/?#]*,[^/?#]*(?:[/?#]|$)/.test(text.replace(/\/\/[^/]*@/, '//')))
    throw new Error('A connection string names one host here.');
  try {
    const url = new URL(text);
    if (!url.hostname) throw new Error('no host');
    if (url.hash) throw new Error('A # that is not percent-encoded hides what follows it.');
    decodeURIComponent(url.username + url.password + url.pathname);
    return url;
  } catch {
    throw new Error(
      'This connection string cannot be read; a password with special characters must be percent-encoded.',
    );
  }
}
