/** What the scheme of a kind is called, and what may follow the question mark. */
type Grammar = {
  schemes: string[];
  /** Schemes that mean TLS. */
  tlsSchemes?: string[];
  /** Whether programs write `jdbc:` before the scheme, or the name of a driver behind it (`mysql+pymysql`). */
  hasDrivers?: true;
  /**
   * Options besides those about TLS that lose nothing here, each with the reason in its kind. All others are refused by
   * name: one that was dropped without a word could be the one that mattered. `name=value` is harmless with that value.
   */
  harmless?: string[];
};

const TLS_OPTIONS = ['sslmode', 'sslMode', 'ssl-mode', 'ssl', 'useSSL', 'tls', 'sslaccept'];
/** Where JDBC has them. */
const JDBC_SIGN_IN = ['user', 'password'] as const;
const SCHEME = /^(jdbc:)?([a-z\d]+)(\+(?!srv:)[a-z\d_]+)?:\/\//i;
const WITH_TLS = new Set(
  `require required prefer preferred verify-ca verify_ca verify-full verify_identity true 1 yes on strict
   {"rejectunauthorized":true}`.split(/\s+/),
);
const WITHOUT_TLS = new Set('disable disabled allow false 0 no off'.split(' '));

/** Takes `scheme://user:password@host:port/database?…` apart. Says what is wrong without repeating any value. */
export function readConnectionUrl(
  text: string,
  { schemes, tlsSchemes = [], hasDrivers, harmless = [] }: Grammar,
): Record<string, unknown> {
  const trimmed = text.trim();
  const [, jdbc, written = '', driver] = SCHEME.exec(trimmed) ?? [];
  const scheme = written.toLowerCase();
  if (![...schemes, ...tlsSchemes].includes(scheme) || ((jdbc || driver) && !hasDrivers)) {
    const [first = '', second = ''] = schemes;
    throw new Error(`A connection string begins with ${first}:// or ${second}://.`);
  }
  const url = parse(trimmed.slice(jdbc?.length ?? 0));
  const signIn = jdbc ? takeSignIn(url) : {};
  const names = [...url.searchParams.keys()];
  const repeated = names.find((name, at) => names.indexOf(name) !== at);
  if (repeated !== undefined) throw new Error(`The option "${repeated.slice(0, 40)}" is given twice.`);
  const isTls = readTls(url.searchParams, tlsSchemes.includes(scheme));
  const [unused] =
    [...url.searchParams].find(
      ([name, value]) =>
        ![name, `${name}=${value.toLowerCase()}`].some((each) => [...TLS_OPTIONS, ...harmless].includes(each)),
    ) ?? [];
  if (unused !== undefined) throw new Error(`The option "${unused.slice(0, 40)}" is not used here. Remove it.`);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    ...(url.port && { port: Number(url.port) }),
    ...(url.pathname.length > 1 && { database: decodeURIComponent(url.pathname.slice(1)) }),
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(url.password && { password: decodeURIComponent(url.password) }),
    ...signIn,
    ...(isTls && { ssl: true }),
  };
}

function takeSignIn({ searchParams, username }: URL): Record<string, unknown> {
  const [user, password] = JDBC_SIGN_IN.map((name) => {
    const [value, ...more] = searchParams.getAll(name);
    if (value !== undefined && (username || more.length > 0)) throw new Error(`The option "${name}" is given twice.`);
    searchParams.delete(name);
    return value;
  });
  return { ...(user !== undefined && { username: user }), ...(password !== undefined && { password }) };
}

/** The scheme and the options have to agree on it: whichever lost would have been dropped without a word. */
function readTls(options: URLSearchParams, hasTlsScheme: boolean): boolean {
  const said = TLS_OPTIONS.flatMap((name) => {
    const value = options.get(name)?.toLowerCase().replace(/\s/g, '');
    return value === undefined ? [] : [meaningOf(name, value)];
  });
  if (hasTlsScheme) said.push(true);
  if (new Set(said).size > 1) {
    throw new Error('This connection string says both that TLS is used and that it is not.');
  }
  return said[0] ?? false;
}

function meaningOf(name: string, value: string): boolean {
  if (WITH_TLS.has(value)) return true;
  if (WITHOUT_TLS.has(value)) return false;
  throw new Error(`The value of "${name}" is not known here. With TLS, certificates are always verified.`);
}

/** What is wrong with a port, where it is certain that it is one and not part of a password. */
export function portProblem(text: string): string | null {
  const [, authority = '', rest = ''] = /^[^/]*:\/\/([^/?#]*)(.*)$/s.exec(text) ?? [];
  if (rest.includes('@')) return null;
  const ports = authority
    .replace(/^.*@/, '')
    .split(',')
    .map((host) => /:([^:\]]*)$/.exec(host)?.[1] ?? '');
  return ports.every((port) => /^\d*$/.test(port) && Number(port) <= 65_535)
    ? null
    : 'The port in this connection string is no number between 1 and 65535.';
}

function parse(text: string): URL {
  const problem = portProblem(text);
  if (problem) throw new Error(problem);
  if (/^[^/]*:\/\/[^/?#]*,[^/?#]*(?:[/?#]|$)/.test(text.replace(/\/\/[^/]*@/, '//')))
    throw new Error('A connection string names one host here.');
  try {
    const url = new URL(text);
    if (!url.hostname) throw new Error('no host');
    if (url.pathname.includes('@')) throw new Error('A / in a password makes the rest of it a database.');
    if (url.hash) throw new Error('A # that is not percent-encoded hides what follows it.');
    decodeURIComponent(url.username + url.password + url.pathname);
    return url;
  } catch {
    throw new Error(
      'This connection string cannot be read; a password with special characters must be percent-encoded.',
    );
  }
}
