import { UnreadableAnswer } from './unreadable-answer';

/** A packet as the driver reads it, from `offset` on. It stands somewhere in a buffer that holds others as well. */
export type Packet = {
  sequenceId: number;
  buffer: Buffer;
  offset: number;
  end: number;
  isEOF(): boolean;
  isError(): boolean;
};

type Method = (...args: unknown[]) => unknown;

/** The first byte of a length that is not the length itself. */
const isLengthMarker = (tag: unknown) => typeof tag === 'number' && tag >= 0xfb && tag <= 0xfe;

/**
 * Makes every read of a packet throw when it reaches beyond the packet's end: the driver reads on in the bytes of the
 * next one. `onOverrun` hears of it first.
 */
export function boundReads(packet: Packet, onOverrun: (error: UnreadableAnswer) => void): void {
  const methods = packet as unknown as Record<string, Method>;
  const fail = (what: string): never => {
    const error = new UnreadableAnswer(what);
    onOverrun(error);
    throw error;
  };
  const assertWithin = () => {
    // Not `offset > end`: a length that is no number makes the offset none either.
    if (!(packet.offset <= packet.end)) fail('A value reaches beyond the end of its packet.');
  };
  for (const name of readingMethods(packet)) {
    const read = methods[name] as Method;
    methods[name] = (...args) => {
      assertWithin();
      const value = read.apply(packet, args);
      assertWithin();
      return value;
    };
  }
  const readLength = methods.readLengthCodedNumberExt as Method;
  methods.readLengthCodedNumberExt = (tag, ...options) => {
    assertWithin();
    // The driver writes a stack trace to the log.
    if (!isLengthMarker(tag)) fail('A length cannot be read.');
    return readLength(tag, ...options);
  };
}

function readingMethods(packet: Packet): string[] {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(packet));
  return names.filter((name) => /^(read|parse)/.test(name));
}
