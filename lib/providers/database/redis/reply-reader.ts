import { AnswerTooLarge, ErrorReply, UnreadableReply } from './replies';

/** What one reply may be in this process before it is cut down to a page: bytes on the wire, and values in it. */
export const MAX_REPLY_BYTES = 4 * 1024 * 1024;
export const MAX_REPLY_VALUES = 200_000;
const MAX_LINE_BYTES = 64 * 1024;
const MAX_DEPTH = 64;
const CRLF = Buffer.from('\r\n');

type Open = { kind: string; left: number; items: unknown[] };
type Reply = (reply: unknown) => void;

/**
 * Reads replies of RESP3 within bounds. The driver's own reader makes room for whatever length a server announces, and
 * does not stop at any size; this one believes no length, and throws as soon as a reply is larger, deeper or other than
 * it may be. Integers stay text, so that none is rounded; strings stay bytes.
 */
export class ReplyReader {
  private chunks: Buffer[] = [];
  private buffered = 0;
  /** How many bytes have to be there before it is worth looking again. */
  private needed = 1;
  private open: Open[] = [];
  private bytes = 0;
  private values = 0;

  constructor(private readonly onReply: Reply) {}

  write(chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > MAX_REPLY_BYTES) throw new AnswerTooLarge();
    this.chunks.push(chunk);
    this.buffered += chunk.length;
    if (this.buffered < this.needed) return;
    const data = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks);
    const used = this.readFrom(data);
    const rest = data.subarray(used);
    this.chunks = rest.length > 0 ? [rest] : [];
    this.buffered = rest.length;
  }

  private readFrom(data: Buffer): number {
    let at = 0;
    for (;;) {
      const lineEnd = data.indexOf(CRLF, at);
      if (lineEnd === -1) {
        if (data.length - at > MAX_LINE_BYTES) throw new UnreadableReply();
        this.needed = data.length - at + 1;
        return at;
      }
      const kind = String.fromCharCode(data[at] ?? 0);
      const line = data.toString('utf8', at + 1, lineEnd);
      const next = lineEnd + CRLF.length;
      if (!LENGTH_FIRST.has(kind)) {
        this.add(readLine(kind, line));
        at = next;
        continue;
      }
      const length = readLength(line);
      const end = next + length + CRLF.length;
      if (length >= 0 && end > data.length) {
        if (length > MAX_REPLY_BYTES) throw new AnswerTooLarge();
        this.needed = end - at;
        return at;
      }
      this.add(length < 0 ? null : readBytes(kind, data.subarray(next, next + length)));
      at = length < 0 ? next : end;
    }
  }

  private add(value: unknown): void {
    this.values++;
    if (this.values > MAX_REPLY_VALUES) throw new AnswerTooLarge();
    let done = value;
    if (value instanceof Announced) {
      if (value.count > MAX_REPLY_VALUES - this.values) throw new AnswerTooLarge();
      if (this.open.length >= MAX_DEPTH) throw new UnreadableReply();
      const opened = { kind: value.kind, left: value.count, items: [] };
      if (value.count > 0) {
        this.open.push(opened);
        return;
      }
      done = finish(opened);
    }
    for (let top = this.open.at(-1); top; top = this.open.at(-1)) {
      if (done !== NOTHING) {
        top.items.push(done);
        top.left--;
      }
      if (top.left > 0) return;
      this.open.pop();
      done = finish(top);
    }
    if (done === NOTHING) return;
    this.bytes = 0;
    this.values = 0;
    this.onReply(done);
  }
}

/** A list, map or set that is about to come, of so many values. */
class Announced {
  constructor(
    readonly kind: string,
    readonly count: number,
  ) {}
}

/** Attributes and pushed messages are no part of a reply. */
const NOTHING = Symbol('nothing');
const LENGTH_FIRST = new Set(['$', '=', '!']);
const LISTS = new Set(['*', '~', '%', '|', '>']);

function readLine(kind: string, line: string): unknown {
  if (LISTS.has(kind)) {
    const count = readLength(line);
    return count < 0 ? null : new Announced(kind, kind === '%' || kind === '|' ? count * 2 : count);
  }
  switch (kind) {
    case '+':
    case ':':
    case '(':
      return line;
    case ',':
      return readDouble(line);
    case '#':
      return line === 't';
    case '_':
      return null;
    case '-':
      return new ErrorReply(line);
    default:
      throw new UnreadableReply();
  }
}

function readBytes(kind: string, bytes: Buffer): unknown {
  if (kind === '!') return new ErrorReply(bytes.toString());
  return kind === '=' ? bytes.subarray(4) : bytes; // after the four letters that say which kind of text it is
}

function readLength(line: string): number {
  if (!/^(-1|\d{1,10})$/.test(line)) throw new UnreadableReply();
  return Number(line);
}

function readDouble(line: string): number {
  const words: Record<string, number> = { inf: Number.POSITIVE_INFINITY, '-inf': Number.NEGATIVE_INFINITY };
  return words[line] ?? Number(line);
}

function finish({ kind, items }: Open): unknown {
  if (kind === '|' || kind === '>') return NOTHING;
  if (kind !== '%') return items;
  return new Map(Array.from({ length: items.length / 2 }, (_, at) => [items[2 * at], items[2 * at + 1]]));
}
