import { setImmediate as nextTurn } from 'node:timers/promises';
import { listen, type OddServer } from './odd-servers';

/** Where in a connection's life the server lies. A `question` is one of our own, before the statement of the caller. */
export type Moment = 'greeting' | 'sign-in' | 'question' | 'prepare' | 'answer';

/** The bytes that are sent instead of an answer; `first` is the number that the first packet of it must have. */
export type Lie = (first: number) => Iterable<Buffer>;

const COM_QUERY = 3;
const COM_STMT_PREPARE = 22;
const COM_STMT_EXECUTE = 23;
const OK = Buffer.from([0, 0, 0, 2, 0, 0, 0]);
const HEADER_BYTES = 4;
/** A test that fails must not fill the machine's memory. */
const MAX_SENT_BYTES = 400 * 1024 * 1024;

/** Speaks MySQL's protocol, lets anybody in and answers everything with nothing, except at the moment of its lie. */
export function startLyingMySql(moment: Moment, lie: Lie): Promise<OddServer> {
  return listen((socket) => {
    const send = async (bytes: Iterable<Buffer>) => {
      let sent = 0;
      for (const piece of bytes) {
        sent += piece.length;
        if (socket.destroyed || sent > MAX_SENT_BYTES) return;
        if (!socket.write(piece)) while (socket.writableNeedDrain && !socket.destroyed) await nextTurn();
      }
    };
    const answer = (at: Moment | null, number: number, honest: Buffer[]) =>
      void send(at === moment ? lie(number) : packets(number, honest));
    answer('greeting', 0, [greeting()]);
    let isSignedIn = false;
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      while (received.length >= HEADER_BYTES && received.length >= HEADER_BYTES + received.readUIntLE(0, 3)) {
        const end = HEADER_BYTES + received.readUIntLE(0, 3);
        const [command = 0, number = 0] = [received[HEADER_BYTES], received[HEADER_BYTES - 1]];
        const text = received.toString('utf8', HEADER_BYTES + 1, end);
        received = received.subarray(end);
        if (!isSignedIn) answer('sign-in', number + 1, [OK]);
        else if (command === COM_QUERY && text.startsWith('select')) answer('question', 1, rows(['8.4.0', '']));
        else if (command === COM_STMT_PREPARE) answer('prepare', 1, [prepared(0, 0)]);
        else answer(command === COM_STMT_EXECUTE ? 'answer' : null, 1, [OK]);
        isSignedIn = true;
      }
    });
  });
}

export function packet(number: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUIntLE(payload.length, 0, 3);
  header[3] = number & 0xff;
  return Buffer.concat([header, payload]);
}

export const packets = (first: number, payloads: Buffer[]): Buffer[] =>
  payloads.map((payload, at) => packet(first + at, payload));

/** The same packet so many times, rightly numbered, in pieces of some kilobytes. */
export function* repeated(times: number, first: number, payload: Buffer): Iterable<Buffer> {
  const inPiece = Math.ceil((32 * 1024) / payload.length);
  for (let sent = 0; sent < times; sent += inPiece) {
    const here = Math.min(inPiece, times - sent);
    yield Buffer.concat(Array.from({ length: here }, (_, at) => packet(first + sent + at, payload)));
  }
}

export const endless = (first: number, payload: Buffer): Iterable<Buffer> =>
  repeated(Number.POSITIVE_INFINITY, first, payload);

export function length(value: number | bigint): Buffer {
  if (value < 251) return Buffer.from([Number(value)]);
  const bytes = Buffer.alloc(9);
  bytes[0] = 0xfe;
  bytes.writeBigUInt64LE(BigInt(value), 1);
  return bytes;
}

export const text = (value: string): Buffer => Buffer.concat([length(Buffer.byteLength(value)), Buffer.from(value)]);

/** A column of text in UTF-8. */
export function column(name: string): Buffer {
  const rest = Buffer.from([0x0c, 45, 0, 0, 4, 0, 0, 0xfd, 0, 0, 0, 0, 0]);
  return Buffer.concat([text('def'), text('shop'), text('t'), text('t'), text(name), text(name), rest]);
}

export const END = Buffer.from([0xfe, 0, 0, 2, 0]);
/** The end of a list that another one follows. */
export const MORE = Buffer.from([0xfe, 0, 0, 10, 0]);

/** A row of the prepared protocol: a zero, a bit for each column that is null, and the values. */
export const row = (...values: Buffer[]): Buffer => Buffer.concat([Buffer.from([0, 0]), ...values]);

export function prepared(columns: number, parameters: number): Buffer {
  const header = Buffer.alloc(12);
  header.writeUInt32LE(1, 1);
  header.writeUInt16LE(columns, 5);
  header.writeUInt16LE(parameters, 7);
  return header;
}

/** One row in the text protocol. */
function rows(values: string[]): Buffer[] {
  const columns = values.map((_, at) => column(`c${at}`));
  return [length(values.length), ...columns, END, Buffer.concat(values.map(text)), END];
}

/** MySQL 8.4, with the classic protocol and native passwords, without TLS. */
function greeting(): Buffer {
  return Buffer.concat([
    Buffer.from('\x0a8.4.0\0\x07\0\0\0' + '12345678\0', 'latin1'),
    Buffer.from([0xff, 0xf7, 0x2d, 2, 0, 0xff, 0, 21, ...Buffer.alloc(10)]),
    Buffer.from('123456789012\0mysql_native_password\0', 'latin1'),
  ]);
}
