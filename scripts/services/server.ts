import type { Certificates } from './certificates';

/** A database server that runs for a test, with a user who may do everything. */
export type Server = {
  url: string;
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** Where it speaks TLS, and the authority that signed its certificate. */
  tlsPort: number | null;
  ca: string | null;
  /** Where the engine behind the protocol can be asked what it is doing; absent where they are one program. */
  engineUrl?: string;
  stop(): Promise<void>;
};

/** Where a server may keep its files, and what it shows to clients that ask for TLS. */
export type Place = { folder: string; certificates: Certificates };

/** A server that somebody else runs, named by TEST_<KIND>_URL; nothing is started and nothing is stopped. */
export function findGivenServer(kind: string, defaultPort: number): Server | null {
  const given = process.env[`TEST_${kind.toUpperCase()}_URL`];
  if (!given) return null;
  const url = new URL(given);
  const port = Number(url.port || defaultPort);
  const ca = process.env[`TEST_${kind.toUpperCase()}_CA`] ?? null;
  return {
    url: given,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    tlsPort: ca ? port : null,
    ca,
    stop: async () => {},
  };
}

/** Every server that the tests start has this user. The password holds what breaks careless connection strings. */
export const ADMIN = { user: 'patchbay', password: 'p@ss:w/rd#1 %', database: 'shop' };

export function startedServer(
  scheme: string,
  started: Pick<Server, 'port' | 'stop'> & Partial<Pick<Server, 'tlsPort' | 'ca' | 'engineUrl'>>,
): Server {
  const { user, password, database } = ADMIN;
  const url = `${scheme}://${user}:${encodeURIComponent(password)}@127.0.0.1:${started.port}/${database}`;
  return { url, host: '127.0.0.1', user, password, database, tlsPort: null, ca: null, ...started };
}
