import { Refusal } from '../refusal';
import { endOfLine, endOfQuoted, type Lexer, matchAt } from '../sql/tokens';

const SPACE = /[ \t\n\r\f\v]+/y;
const DOLLAR_QUOTE = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const PARAMETER = /\$\d+/y;
const NUMBER = /(?:\d[\w.]*|\.\d[\w.]*)/y;
const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const LINE_BREAK = /[\n\r]/g;

export const lexPostgres: Lexer = (sql, at) => {
  const space = matchAt(SPACE, sql, at);
  if (space) return { end: at + space.length };
  if (sql.startsWith('--', at)) return { end: endOfLine(sql, at, LINE_BREAK) };
  if (sql.startsWith('/*', at)) return { end: endOfNestedComment(sql, at) };
  if (sql[at] === "'") return text(sql, endOfQuoted(sql, at, "'", false), at);
  if (sql[at] === '"') return name(sql, at);
  if (/[eE]/.test(sql[at] ?? '') && sql[at + 1] === "'") return text(sql, endOfQuoted(sql, at + 1, "'", true), at);
  if (/[uU]&'/y.test(sql.slice(at, at + 3))) return text(sql, endOfQuoted(sql, at + 2, "'", false), at);
  // What a name says has to be read here, where the write tool looks for forbidden ones.
  if (/[uU]&"/y.test(sql.slice(at, at + 3))) {
    throw new Refusal('Names with Unicode escapes (U&) are not read here. Write the characters themselves.');
  }
  const parameter = matchAt(PARAMETER, sql, at);
  if (parameter) return { token: { kind: 'text', value: parameter }, end: at + parameter.length };
  const tag = matchAt(DOLLAR_QUOTE, sql, at);
  if (tag) {
    const close = sql.indexOf(tag, at + tag.length);
    if (close < 0) throw new Refusal('A quotation in this statement is never closed.');
    return text(sql, close + tag.length, at);
  }
  const number = matchAt(NUMBER, sql, at);
  if (number) return { token: { kind: 'number', value: number }, end: at + number.length };
  const word = matchAt(WORD, sql, at);
  if (word) return { token: { kind: 'word', value: word.toLowerCase() }, end: at + word.length };
  return { token: { kind: 'symbol', value: sql[at] ?? '' }, end: at + 1 };
};

function text(sql: string, end: number, at: number) {
  return { token: { kind: 'text' as const, value: sql.slice(at, end) }, end };
}

function name(sql: string, at: number) {
  const end = endOfQuoted(sql, at, '"', false);
  return { token: { kind: 'name' as const, value: sql.slice(at + 1, end - 1).replaceAll('""', '"') }, end };
}

/** PostgreSQL's comments nest, unlike anybody else's. */
function endOfNestedComment(sql: string, at: number): number {
  let depth = 0;
  for (let index = at; index < sql.length; index++) {
    if (sql.startsWith('/*', index)) {
      depth++;
      index++;
    } else if (sql.startsWith('*/', index)) {
      depth--;
      index++;
      if (depth === 0) return index + 1;
    }
  }
  throw new Refusal('A comment in this statement is never closed.');
}
