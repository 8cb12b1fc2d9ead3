import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import type pg from 'pg';
import { MessageSizes } from '../message-sizes';
import { TOO_WIDE } from '../page';
import { Refusal } from '../refusal';

/** Twice what a page may hold, written as text: no row, error or notice that a caller may see is longer. */
const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
/** A code of one byte, and a length of four that counts itself. */
const HEADER_BYTES = 5;
const MIN_LENGTH = 4;
/** Asks for a step of the sign-in, of which the longest has four. The driver answers each, however many come. */
const SIGN_IN = 'R'.charCodeAt(0);
const MAX_SIGN_IN_STEPS = 16;

type WithListeners = { attachListeners(stream: EventEmitter): void };

/**
 * Ends a connection at the header of a message that is too long to hold in memory, and when its bytes cannot be read.
 * The driver collects a message of any length first, and throws what it cannot read as an uncaught exception.
 */
export function limitMessages(connection: pg.Connection): void {
  const driver = connection as pg.Connection & WithListeners;
  const attach = driver.attachListeners.bind(driver);
  driver.attachListeners = (stream) => attach(checkedMessages(stream as Duplex));
}

/** The same bytes, as long as they are within the limit. On a TLS connection they are seen decrypted. */
function checkedMessages(stream: Duplex): EventEmitter {
  const checked = new EventEmitter();
  const sizes = new MessageSizes(HEADER_BYTES, lengthReader());
  stream.on('data', (bytes: Buffer) => {
    if (stream.destroyed) return;
    try {
      sizes.check(bytes);
      checked.emit('data', bytes);
    } catch (error) {
      stream.destroy(error as Error);
    }
  });
  stream.on('end', () => checked.emit('end'));
  return checked;
}

/** Of one connection: how many bytes come after a header. Throws at the first message that is too long. */
function lengthReader(): (header: Buffer) => number {
  let signInSteps = 0;
  return (header) => {
    const length = header.readUInt32BE(1);
    if (length > MAX_MESSAGE_BYTES) throw new Refusal(TOO_WIDE);
    if (length < MIN_LENGTH) throw new Error('A message of the server has no valid length.');
    if (header[0] === SIGN_IN && ++signInSteps > MAX_SIGN_IN_STEPS) {
      throw new Error('The server asks for a sign-in without end.');
    }
    return length - MIN_LENGTH;
  };
}
