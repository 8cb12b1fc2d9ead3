/** Connection errors of the operating system. */
const SOCKET = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
]);

/** SQLSTATE: shutting down, crashed, starting up, out of connections, and the class of connection exceptions. */
const SQLSTATE = /^(57P0[1-3]|53300|08\w{3})$/;

/** Prisma: not reachable, timed out, connection closed, no free connection. */
const PRISMA = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037']);

/** How Prisma's adapter names a lost connection where its error has no code of its own, as for raw SQL. */
const ADAPTER_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']);

/** The driver has no codes for these. */
const MESSAGES = [
  'Connection terminated', // and "unexpectedly", "due to connection timeout"
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Unable to start a transaction in the given time',
  'expired transaction',
];

/**
 * Whether an error of the product's own PostgreSQL says that it cannot be reached, is starting or stopping, or does not
 * answer. Such an error passes by itself; every other one is a mistake of ours. By shape and not by class, because the
 * driver's errors arrive bare or inside Prisma's.
 */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, meta } = error as Error & { code?: unknown; meta?: { driverAdapterError?: unknown } };
  if (typeof code === 'string' && (SOCKET.has(code) || SQLSTATE.test(code) || PRISMA.has(code))) return true;
  return MESSAGES.some((message) => error.message.includes(message)) || isAdapterOutage(meta?.driverAdapterError);
}

function isAdapterOutage(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('cause' in error)) return false;
  const { kind, code } = (error.cause ?? {}) as { kind?: unknown; code?: unknown };
  return ADAPTER_KINDS.has(String(kind)) || SQLSTATE.test(String(code));
}
