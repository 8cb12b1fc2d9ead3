import { AppError } from '@/lib/errors';
import { say } from '@/lib/sentence';

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
/** A list or text that is smaller than this is never what makes an answer too long. */
const MIN_CUT = 64 * 1024;
/** Each level that is open takes memory, and an answer may be nothing but openings. */
const MAX_LEVELS = 10_000;

type Level = { isList: boolean; startedAt: number };

/**
 * Shortens JSON while it streams by: once so many bytes have passed, a long list ends after its current record and a
 * long text where it is, and everything around them is kept, so that what comes out is JSON of the same shape. Nothing
 * but the current piece is ever held. Bytes outside of JSON (event streams) pass as they are.
 */
export class JsonPruner {
  private readonly levels: Level[] = [];
  private inText = false;
  private isEscaped = false;
  private textStartedAt = 0;
  /** Left out until this level closes, or until the text ends. */
  private droppedLevel: number | null = null;
  private dropsText = false;
  private passed = 0;
  /** Whether anything was left out so far. */
  hasDropped = false;

  constructor(private readonly most: number) {}

  push(piece: Uint8Array): Uint8Array {
    const kept = new Uint8Array(piece.length);
    let length = 0;
    for (let index = 0; index < piece.length; index += 1) {
      const byte = piece[index] ?? 0;
      if (!this.isPlain(byte) && !this.take(byte)) {
        this.hasDropped = true;
        continue;
      }
      kept[length] = byte;
      length += 1;
      this.passed += 1;
    }
    return kept.subarray(0, length);
  }

  /** In the middle of a text that is kept, which most of an answer is: such a byte decides nothing. */
  private isPlain(byte: number): boolean {
    return (
      this.inText &&
      byte !== QUOTE &&
      byte !== BACKSLASH &&
      !this.isEscaped &&
      !this.dropsText &&
      this.passed <= this.most &&
      this.droppedLevel === null
    );
  }

  /** Whether this byte is kept. */
  private take(byte: number): boolean {
    if (this.inText) return this.takeText(byte);
    if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      if (this.levels.length >= MAX_LEVELS) throw new AppError('provider_rejected', say('providers.answerTooDeep'));
      this.levels.push({ isList: byte === OPEN_LIST, startedAt: this.passed });
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      const isEnd = this.droppedLevel === this.levels.length;
      this.levels.pop();
      if (isEnd) this.droppedLevel = null;
      return this.droppedLevel === null;
    } else if (byte === QUOTE && this.levels.length > 0) {
      this.inText = true;
      this.textStartedAt = this.passed;
    } else if (byte === COMMA && this.droppedLevel === null && this.isTooLong()) {
      this.droppedLevel = this.levels.length;
    }
    return this.droppedLevel === null;
  }

  private takeText(byte: number): boolean {
    const wasEscaped = this.isEscaped;
    this.isEscaped = byte === BACKSLASH && !wasEscaped;
    if (byte === QUOTE && !wasEscaped) {
      this.inText = false;
      this.dropsText = false;
      return this.droppedLevel === null;
    }
    // Never between the halves of an escape, nor inside a character of several bytes.
    const isBoundary = !wasEscaped && (byte & 0xc0) !== 0x80;
    if (!this.dropsText && isBoundary && this.passed > this.most && this.passed - this.textStartedAt > MIN_CUT) {
      this.dropsText = true;
    }
    return this.droppedLevel === null && !this.dropsText;
  }

  private isTooLong(): boolean {
    const level = this.levels.at(-1);
    return this.passed > this.most && level?.isList === true && this.passed - level.startedAt > MIN_CUT;
  }
}

/** JSON text that ends somewhere in the middle, ended after the last whole record of its lists; null for other text. */
export function closeCutJson(text: string): string | null {
  const { open, lastRecordEnd: end } = scan(text);
  if (open.length === 0 || end === 0) return null;
  return text.slice(0, end) + scan(text.slice(0, end)).open.reverse().join('');
}

/** What is still open at the end of the text, outermost first, and where the last whole record of a list ended. */
function scan(text: string): { open: string[]; lastRecordEnd: number } {
  const open: string[] = [];
  let lastRecordEnd = 0;
  let inText = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (inText) {
      if (character === BACKSLASH) index += 1;
      else if (character === QUOTE) inText = false;
    } else if (character === QUOTE) inText = true;
    else if (character === OPEN_LIST) open.push(']');
    else if (character === OPEN_OBJECT) open.push('}');
    else if (character === CLOSE_LIST || character === CLOSE_OBJECT) open.pop();
    else if (character === COMMA && open.at(-1) === ']') lastRecordEnd = index;
  }
  return { open, lastRecordEnd };
}
