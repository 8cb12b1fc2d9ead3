import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { packet, text } from './lying-mysql';
import { listen, type OddServer } from './odd-servers';

/** Writes as fast as the client takes it, until the client hangs up. */
async function pour(socket: Socket, lie: Iterable<Buffer>): Promise<void> {
  for (const part of lie) {
    if (socket.destroyed) return;
    if (!socket.write(part)) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
  }
}

/** Says this, whatever it hears, from the moment somebody connects or says something. */
export function startPouringServer(lie: () => Iterable<Buffer>, begins: 'at once' | 'when asked'): Promise<OddServer> {
  return listen((socket) => {
    const begin = () => void pour(socket, lie()).catch(() => {});
    if (begins === 'at once') begin();
    else socket.once('data', begin);
    socket.resume();
  });
}

/** Answers what it hears; what is the beginning of something only, it is given again together with more. */
export function startSpeakingServer(reply: (said: Buffer) => { said: Buffer; rest: Buffer }): Promise<OddServer> {
  return listen((socket) => {
    let heard = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      const { said, rest } = reply(Buffer.concat([heard, bytes]));
      heard = Buffer.from(rest);
      socket.write(said);
    });
  });
}

const EXECUTE = 0x17;
const HEADER_BYTES = 4;

/** A real server of MySQL's protocol, as whose answer to every prepared statement that is run a lie arrives. */
export function startLyingMySqlProxy(serverPort: number, lie: () => Iterable<Buffer>): Promise<OddServer> {
  return listen((client) => {
    const server = connect(serverPort, '127.0.0.1');
    server.on('error', () => {});
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
    server.pipe(client, { end: false });
    let received = Buffer.alloc(0);
    client.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      while (received.length >= HEADER_BYTES && received.length >= HEADER_BYTES + received.readUIntLE(0, 3)) {
        const packet = received.subarray(0, HEADER_BYTES + received.readUIntLE(0, 3));
        received = Buffer.from(received.subarray(packet.length));
        if (packet[3] === 0 && packet[HEADER_BYTES] === EXECUTE) void pour(client, lie()).catch(() => {});
        else server.write(packet);
      }
    });
  });
}

/** What MySQL's protocol is made of, numbered from the first packet of an answer on. */
export function mySqlPackets() {
  let sequence = 1;
  const next = (...parts: Buffer[]) => packet(sequence++, Buffer.concat(parts));
  return {
    count: (columns: number) => {
      const number = Buffer.alloc(8);
      number.writeBigUInt64LE(BigInt(columns));
      return next(Buffer.from([0xfe]), number);
    },
    /** As MariaDB describes a column of text, with nothing more of its type. */
    column: (name: string) => {
      const fixed = Buffer.from([0, 0x0c, 45, 0, 0, 4, 0, 0, 0xfd, 0, 0, 0, 0, 0]);
      return next(...['def', 'shop', 't', 't', name, name].map(text), fixed);
    },
    row: (...values: string[]) => next(Buffer.alloc(1 + Math.floor((values.length + 9) / 8)), ...values.map(text)),
    end: () => next(Buffer.from([0xfe, 0, 0, 2, 0])),
  };
}
