/** A database server that runs for a test. `ca` is there when it speaks TLS, as text to be pasted. */
export type Server = {
  url: string;
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  ca?: string;
  stop(): Promise<void>;
};

/** A server that somebody else runs, named by TEST_<KIND>_URL; nothing is started and nothing is stopped. */
export function findGivenServer(kind: string, defaultPort: number): Server | null {
  const given = process.env[`TEST_${kind.toUpperCase()}_URL`];
  if (!given) return null;
  const url = new URL(given);
  return {
    url: given,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || defaultPort),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    ca: process.env[`TEST_${kind.toUpperCase()}_CA`],
    stop: async () => {},
  };
}
