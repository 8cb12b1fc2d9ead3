import { Socket } from 'node:net';
import pg from 'pg';
import { env } from './env';
import { log } from './log';
import { gauge, processName } from './metrics';
import { once } from './once';

const CONNECT_LIMIT_MS = 10_000;
/**
 * How long the server may be silent while a statement runs. A server that hangs, or a network that drops everything,
 * would otherwise hold whoever asks until it answers again.
 */
export const SILENCE_LIMIT_MS = 15_000;

/** By purpose, for the metrics. */
const pools = () => once('pools', () => new Map<string, pg.Pool>());

gauge({
  name: 'patchbay_database_connections',
  help: 'Open connections to the product’s own PostgreSQL.',
  labels: ['process', 'pool', 'state'],
  collect(connections) {
    for (const [pool, { idleCount, totalCount }] of pools()) {
      connections.set({ process: processName(), pool, state: 'idle' }, idleCount);
      connections.set({ process: processName(), pool, state: 'busy' }, totalCount - idleCount);
    }
  },
});
gauge({
  name: 'patchbay_database_connections_max',
  help: 'How many connections a pool may open.',
  labels: ['process', 'pool'],
  collect(max) {
    for (const [pool, { options }] of pools()) max.set({ process: processName(), pool }, options.max);
  },
});
gauge({
  name: 'patchbay_database_waiting',
  help: 'Statements that wait for a connection of a pool.',
  labels: ['process', 'pool'],
  collect(waiting) {
    for (const [pool, { waitingCount }] of pools()) waiting.set({ process: processName(), pool }, waitingCount);
  },
});

/**
 * A pool of plain connections to the product's own database. A lost connection fails the query that waits on it, and
 * is logged: the driver also raises it as an event, which ends the process when nobody listens. The pool listens to
 * its idle connections only, so each connection is listened to from the start.
 */
export function openPool(purpose: string, max: number, { silenceMs = SILENCE_LIMIT_MS } = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_APP_URL,
    max,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    keepAlive: true,
    application_name: `patchbay-${purpose}`,
  });
  const lost = (cause: Error) => log().warn({ cause, purpose }, 'a connection to the database was lost');
  pool.on('connect', (client) => {
    client.on('error', lost);
    if (silenceMs > 0) endWhenSilent(client, silenceMs);
  });
  pool.on('error', () => {}); // the connection itself was heard
  pools().set(purpose, pool);
  return pool;
}

/** An idle connection is closed sooner by the pool, so this one is waiting for an answer. */
function endWhenSilent(client: pg.PoolClient, ms: number): void {
  const { stream } = client.connection;
  if (!(stream instanceof Socket)) return;
  stream.setTimeout(ms, () => stream.destroy(new SilentDatabase(`no answer within ${ms} ms`)));
}

class SilentDatabase extends Error {
  override readonly name = 'SilentDatabase';
  readonly code = 'ETIMEDOUT';
}
