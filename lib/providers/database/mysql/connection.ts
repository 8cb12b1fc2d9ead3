import type { Duplex } from 'node:stream';
import type { Connection } from 'mysql2';
import type mysql from 'mysql2/promise';
import { TOO_WIDE } from '../page';
import { Refusal } from '../refusal';

/** Twice what a page may hold, written as text: no row, error or description of a column that is shown is longer. */
const MAX_PACKET_BYTES = 4 * 1024 * 1024;
/** A length of three bytes, lowest first, and a number. */
const HEADER_BYTES = 4;

type DriverConnection = Connection & { stream: Duplex };

/**
 * For every connection, as soon as it is there. The driver tells of a lost connection by an event that ends the process
 * when nobody listens, and collects a packet of any length before it looks at it.
 */
export function guardConnection(connection: Connection): void {
  connection.on('error', () => {}); // whoever waits for an answer hears of it as well
  const { stream } = connection as DriverConnection;
  const sizes = new PacketSizes();
  stream.prependListener('data', (bytes: Buffer) => {
    if (!stream.destroyed && !sizes.areWithinLimit(bytes)) stream.destroy(new Refusal(TOO_WIDE));
  });
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

class PacketSizes {
  private header: Buffer = Buffer.alloc(0);
  private missingBytes = 0;

  areWithinLimit(bytes: Buffer): boolean {
    let at = 0;
    while (at < bytes.length) {
      const passed = Math.min(this.missingBytes, bytes.length - at);
      this.missingBytes -= passed;
      at += passed;
      const part = bytes.subarray(at, at + HEADER_BYTES - this.header.length);
      at += part.length;
      this.header = this.header.length > 0 ? Buffer.concat([this.header, part]) : part;
      if (this.header.length < HEADER_BYTES) return true;
      this.missingBytes = this.header.readUIntLE(0, 3);
      if (this.missingBytes > MAX_PACKET_BYTES) return false;
      this.header = Buffer.alloc(0);
    }
    return true;
  }
}
