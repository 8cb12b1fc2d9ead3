import { Refusal } from '../refusal';

/** `word` is an unquoted name or keyword in lower case; `name` a quoted one as it is; `text` any literal. */
export type Token = { kind: 'word' | 'name' | 'text' | 'number' | 'symbol'; value: string; start: number; end: number };

/**
 * Reads one token at `at`, or skips white space and comments. The rules of each dialect are its own: where the reader
 * and the server disagree about where a string ends, a statement hides.
 */
export type Lexer = (sql: string, at: number) => { token?: Omit<Token, 'start' | 'end'>; end: number };

/** A list of twenty thousand values has forty thousand. */
const MAX_TOKENS = 50_000;

export function tokenize(sql: string, lex: Lexer): Token[] {
  if (sql.includes('\0')) throw new Refusal('A statement cannot hold a null character.');
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const { token, end } = lex(sql, at);
    if (token) tokens.push({ kind: token.kind, value: token.value, start: at, end });
    if (tokens.length > MAX_TOKENS) throw new Refusal('The statement is too long.');
    at = end;
  }
  return tokens;
}

/** The end of the first match of a sticky pattern at this place, or null. */
export function matchAt(pattern: RegExp, sql: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0] ?? null;
}

/** The place after the closing quote. A doubled quote is a quote; a backslash hides the next character where it may. */
export function endOfQuoted(sql: string, at: number, quote: string, hasEscapes: boolean): number {
  for (let index = at + 1; index < sql.length; index++) {
    if (hasEscapes && sql[index] === '\\') index++;
    else if (sql[index] === quote) {
      if (sql[index + 1] !== quote) return index + 1;
      index++;
    }
  }
  throw new Refusal('A quotation in this statement is never closed.');
}

export function endOfLine(sql: string, at: number, breaks: RegExp): number {
  breaks.lastIndex = at;
  const found = breaks.exec(sql);
  return found ? found.index + 1 : sql.length;
}
