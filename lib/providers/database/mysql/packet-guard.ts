import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Connection } from 'mysql2';
import { MessageSizes } from '../message-sizes';
import { TOO_WIDE } from '../page';
import { Refusal } from '../refusal';
import { AnswerGuard, type Driver } from './answer-guard';
import type { Packet } from './packet-reads';

/** Twice what a page may hold, written as text: no row, error or description of a column that is shown is longer. */
const MAX_PACKET_BYTES = 4 * 1024 * 1024;
/** A length of three bytes, lowest first, and a number. */
const HEADER_BYTES = 4;
const GUARDED = Symbol.for('patchbay.mysql-packet-guard');

type GuardedDriver = Driver & {
  stream: Duplex;
  startTLS(onSecure: (error?: Error) => void): void;
  handlePacket(packet?: Packet): void;
  [GUARDED]?: true;
};

/** A socket whose packets are measured from the first one on, before the driver has seen any. */
export function openMeasured(host: string, port: number): Socket {
  return measure(connect({ host, port, noDelay: true, keepAlive: true }));
}

/**
 * The driver collects a packet of any length before it looks at it, keeps all of an answer, makes a program of its columns,
 * reads values beyond the end of their packet, and writes what it cannot read to the log. Done once for the process, on
 * the driver's own class, because a pool shows a connection only after the server has let it in.
 */
export function guardPackets(): void {
  const driver = Connection.prototype as unknown as GuardedDriver;
  if (driver[GUARDED]) return;
  driver[GUARDED] = true;
  const { startTLS, handlePacket } = driver;
  driver.startTLS = function (onSecure) {
    startTLS.call(this, onSecure); // which takes the socket's bytes for itself
    measure(this.stream);
  };
  const guards = new WeakMap<GuardedDriver, AnswerGuard>();
  driver.handlePacket = function (packet) {
    if (!packet) return handlePacket.call(this, packet);
    if (this.stream.destroyed) return; // what came together with a lie
    const guard = guards.get(this) ?? new AnswerGuard(this);
    guards.set(this, guard);
    try {
      guard.pass(packet, () => handlePacket.call(this, packet));
    } catch (error) {
      this.stream.destroy(error as Error);
    }
  };
}

function measure<Stream extends Duplex>(stream: Stream): Stream {
  const sizes = new MessageSizes(HEADER_BYTES, lengthAfter);
  stream.prependListener('data', (bytes: Buffer) => {
    if (stream.destroyed) return;
    try {
      sizes.check(bytes);
    } catch (error) {
      stream.destroy(error as Error);
    }
  });
  return stream;
}

function lengthAfter(header: Buffer): number {
  const length = header.readUIntLE(0, 3);
  if (length > MAX_PACKET_BYTES) throw new Refusal(TOO_WIDE);
  return length;
}
