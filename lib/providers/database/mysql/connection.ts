import type { Duplex } from 'node:stream';
import type { Connection } from 'mysql2';
import type mysql from 'mysql2/promise';

type DriverConnection = Connection & { stream: Duplex };

/**
 * For every connection, as soon as it is there: the driver tells of a lost one by an event that ends the process when
 * nobody listens. Whoever waits for an answer hears of it as well.
 */
export function hearErrors(connection: Connection): void {
  connection.on('error', () => {});
}

export function driverOf(connection: mysql.Connection): Connection {
  return (connection as mysql.Connection & { connection: Connection }).connection;
}

/** Ends a connection without a goodbye: it is broken, or its server does not listen. */
export function cut(connection: mysql.Connection | Connection): void {
  const driver = 'connection' in connection ? driverOf(connection as mysql.Connection) : connection;
  (driver as DriverConnection).stream.destroy();
}

/** Cuts the connection after a while; the returned function takes that back. */
export function cutAfter(connection: mysql.Connection | Connection, ms: number): () => void {
  const timer = setTimeout(() => cut(connection), ms);
  timer.unref();
  return () => clearTimeout(timer);
}
