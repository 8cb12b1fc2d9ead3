import { inflateSync } from 'node:zlib';
import { BSON, type Document } from 'mongodb';

const OP_QUERY = 2004;
const OP_COMPRESSED = 2012;
const OP_MSG = 2013;

/** Values keep their BSON type, so that what the client sent is what the engine gets. */
const EXACT = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true } as const;

export type Request = { id: number; command: Document; isLegacy: boolean };

export const encodeBson = (document: Document): string =>
  `BSONHEX${Buffer.from(BSON.serialize(document, { ignoreUndefined: true })).toString('hex')}`;

export const decodeBson = (text: string, options: BSON.DeserializeOptions = EXACT): Document =>
  BSON.deserialize(Buffer.from(text.replace(/^BSONHEX/, ''), 'hex'), options);

/** Cuts whole messages off the front; what remains is the beginning of the next one. */
export function splitMessages(buffer: Buffer): { messages: Buffer[]; rest: Buffer } {
  const messages: Buffer[] = [];
  let rest = buffer;
  if (rest.length >= 16 && ![OP_QUERY, OP_COMPRESSED, OP_MSG].includes(rest.readInt32LE(12))) {
    throw new Error('This is not the MongoDB protocol.');
  }
  while (rest.length >= 16 && rest.length >= rest.readInt32LE(0)) {
    const length = rest.readInt32LE(0);
    messages.push(rest.subarray(0, length));
    rest = rest.subarray(length);
  }
  return { messages, rest };
}

export function decodeRequest(message: Buffer): Request {
  const id = message.readInt32LE(4);
  let code = message.readInt32LE(12);
  let body = message.subarray(16);
  if (code === OP_COMPRESSED) {
    code = body.readInt32LE(0);
    body = body[8] === 2 ? inflateSync(body.subarray(9)) : body.subarray(9);
  }
  if (code === OP_QUERY) return { id, command: plain(decodeQuery(body)), isLegacy: true };
  if (code === OP_MSG) return { id, command: plain(decodeSections(body)), isLegacy: false };
  throw new Error(`The gateway does not know the operation ${code}.`);
}

export function encodeReply(request: Request, reply: Document): Buffer {
  const document = Buffer.from(BSON.serialize(reply, { ignoreUndefined: true }));
  const headerLength = request.isLegacy ? 36 : 21;
  const out = Buffer.alloc(headerLength + document.length);
  out.writeInt32LE(out.length, 0);
  out.writeInt32LE(request.id, 8);
  out.writeInt32LE(request.isLegacy ? 1 : OP_MSG, 12);
  if (request.isLegacy) {
    out.writeInt32LE(8, 16);
    out.writeInt32LE(1, 32);
  }
  document.copy(out, headerLength);
  return out;
}

function decodeQuery(body: Buffer): Document {
  const end = body.indexOf(0, 4);
  const [database] = body.subarray(4, end).toString().split('.');
  return { ...BSON.deserialize(body.subarray(end + 9), EXACT), $db: database };
}

function decodeSections(body: Buffer): Document {
  const end = body.length - (body.readUInt32LE(0) & 1 ? 4 : 0);
  let command: Document = {};
  let offset = 4;
  while (offset < end) {
    const kind = body[offset];
    const section = body.subarray(offset + 1, offset + 1 + body.readInt32LE(offset + 1));
    command =
      kind === 0 ? { ...BSON.deserialize(section, EXACT), ...command } : { ...command, ...decodeSequence(section) };
    offset += 1 + section.length;
  }
  return command;
}

function decodeSequence(section: Buffer): Document {
  const nameEnd = section.indexOf(0, 4);
  const documents: Document[] = [];
  let offset = nameEnd + 1;
  while (offset < section.length) {
    const length = section.readInt32LE(offset);
    documents.push(BSON.deserialize(section.subarray(offset, offset + length), EXACT));
    offset += length;
  }
  return { [section.subarray(4, nameEnd).toString()]: documents };
}

/** The command's own words as plain values; documents inside stay as they came. */
function plain(command: Document): Document {
  const [first] = Object.keys(command);
  for (const key of [first ?? '', '$db', 'maxTimeMS', 'saslStart', 'saslContinue']) {
    const value = command[key];
    if (value && typeof value === 'object' && 'value' in value) command[key] = value.value;
  }
  return command;
}
