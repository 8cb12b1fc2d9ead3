import { Refusal } from '../refusal';
import { endOfLine, endOfQuoted, type Lexer, matchAt } from '../sql/tokens';

const SPACE = /[ \t\n\r\f\v]+/y;
/** A name may begin with a digit, so numbers are read as words; nothing here depends on the difference. */
const WORD = /[\w$\u0080-\uffff]+/y;
const LINE_BREAK = /\n/g;

/** MySQL and MariaDB, in a session without ANSI_QUOTES and NO_BACKSLASH_ESCAPES; the pool sees to that. */
export const lexMySql: Lexer = (sql, at) => {
  const space = matchAt(SPACE, sql, at);
  if (space) return { end: at + space.length };
  if (sql[at] === '#' || beginsWithDashes(sql, at)) return { end: endOfLine(sql, at, LINE_BREAK) };
  if (sql.startsWith('/*', at)) return { end: endOfComment(sql, at) };
  if (sql[at] === "'" || sql[at] === '"') {
    const end = endOfQuoted(sql, at, sql[at] ?? '', true);
    return { token: { kind: 'text', value: sql.slice(at, end) }, end };
  }
  if (sql[at] === '`') {
    const end = endOfQuoted(sql, at, '`', false);
    return { token: { kind: 'name', value: sql.slice(at + 1, end - 1).replaceAll('``', '`') }, end };
  }
  const word = matchAt(WORD, sql, at);
  if (word) return { token: { kind: 'word', value: word.toLowerCase() }, end: at + word.length };
  return { token: { kind: 'symbol', value: sql[at] ?? '' }, end: at + 1 };
};

/** Two dashes only begin a comment before white space, a control character or the end. */
function beginsWithDashes(sql: string, at: number): boolean {
  const next = sql.charCodeAt(at + 2);
  return sql.startsWith('--', at) && (Number.isNaN(next) || next <= 32 || next === 127);
}

/** What stands in an executable comment is run by some servers and not by others; nobody needs one to read. */
function endOfComment(sql: string, at: number): number {
  if (/^\/\*M?!/.test(sql.slice(at, at + 4)))
    throw new Refusal('Comments that the server executes (/*! … */) are not allowed.');
  const end = sql.indexOf('*/', at + 2);
  if (end < 0) throw new Refusal('A comment in this statement is never closed.');
  const isHint = sql[at + 2] === '+';
  if (isHint && /set_var|resource_group/i.test(sql.slice(at, end))) {
    throw new Refusal('An optimizer hint may not change settings of the server.');
  }
  return end + 2;
}
