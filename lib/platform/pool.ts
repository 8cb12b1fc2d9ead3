import pg from 'pg';
import { env } from './env';
import { log } from './log';

const CONNECT_LIMIT_MS = 10_000;

/**
 * A pool of plain connections to the product's own database. A lost connection fails the query that waits on it, and
 * is logged: the driver also raises it as an event, which ends the process when nobody listens. The pool listens to
 * its idle connections only, so each connection is listened to from the start.
 */
export function openPool(purpose: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_APP_URL,
    max,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    keepAlive: true,
    application_name: `patchbay-${purpose}`,
  });
  const lost = (cause: Error) => log().warn({ cause, purpose }, 'a connection to the database was lost');
  pool.on('connect', (client) => client.on('error', lost));
  pool.on('error', () => {}); // the connection itself was heard
  return pool;
}
