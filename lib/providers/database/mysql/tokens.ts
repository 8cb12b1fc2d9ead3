import { Refusal } from '../refusal';
import { endOfLine, endOfQuoted, type Lexer, matchAt } from '../sql/tokens';

const SPACE = /[ \t\n\r\f\v]+/y;
const WORD = /[\w$\u0080-\uffff]+/y;
const NUMBER = /0x[0-9a-f]+|0b[01]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy;
const LINE_BREAK = /\n/g;

/**
 * MySQL and MariaDB, in a session without ANSI_QUOTES and NO_BACKSLASH_ESCAPES and in utf8mb4; the pool sees to that.
 * Where the servers' own rules are surprising, what is written there is refused rather than imitated.
 */
export const lexMySql: Lexer = (sql, at) => {
  const first = sql[at] ?? '';
  if (SYMBOLS.has(first)) return { token: { kind: 'symbol', value: first }, end: at + 1 };
  const space = matchAt(SPACE, sql, at);
  if (space) return { end: at + space.length };
  if (first === '#' || beginsWithDashes(sql, at)) return { end: endOfLine(sql, at, LINE_BREAK) };
  if (sql.startsWith('/*', at)) return { end: endOfComment(sql, at) };
  if (first === "'" || first === '"') {
    const end = endOfQuoted(sql, at, first, true);
    return { token: { kind: 'text', value: sql.slice(at, end) }, end };
  }
  if (first === '`') {
    const end = endOfQuoted(sql, at, '`', false);
    return { token: { kind: 'name', value: sql.slice(at + 1, end - 1).replaceAll('``', '`') }, end };
  }
  if (beginsNumber(sql, at)) return lexNumber(sql, at);
  const word = matchAt(WORD, sql, at);
  if (word?.startsWith('$')) throw new Refusal('A name that begins with a dollar sign has to be quoted.');
  if (word) return { token: { kind: 'word', value: word.toLowerCase() }, end: at + word.length };
  return { token: { kind: 'symbol', value: first }, end: at + 1 };
};

/** Stand for themselves, whatever follows. */
const SYMBOLS = new Set('(),;=@?*');

function beginsNumber(sql: string, at: number): boolean {
  if (sql[at] === '.') return isDigit(sql[at + 1]) && !isPartOfName(sql[at - 1]) && sql[at - 1] !== '`';
  return isDigit(sql[at]);
}

/** `1.into @x` and `1e1into @x` are a number and a keyword to the server, `1st` is a name: only what is plain passes. */
function lexNumber(sql: string, at: number): ReturnType<Lexer> {
  const number = matchAt(NUMBER, sql, at) ?? '';
  const end = at + number.length;
  const isAfterName = sql[at - 1] === '.';
  if (!isAfterName && !isPartOfName(sql[end])) return { token: { kind: 'number', value: number }, end };
  const word = matchAt(WORD, sql, at) ?? '';
  if (isAfterName || !/^\d+$/.test(number))
    throw new Refusal(`"${word.slice(0, 30)}" may be a number or a name: quote it, or put a space in between.`);
  return { token: { kind: 'word', value: word.toLowerCase() }, end: at + word.length };
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

function isPartOfName(character: string | undefined): boolean {
  return character !== undefined && /[\w$\u0080-\uffff]/.test(character);
}

/** Two dashes only begin a comment before white space, a control character or the end. */
function beginsWithDashes(sql: string, at: number): boolean {
  const next = sql.charCodeAt(at + 2);
  return sql.startsWith('--', at) && (Number.isNaN(next) || next <= 32 || next === 127);
}

/** Hints that choose a plan. Others set variables, lift the limit of time, or choose a resource group. */
const HARMLESS_HINTS = new Set(
  `bka no_bka bnl no_bnl derived_condition_pushdown no_derived_condition_pushdown hash_join no_hash_join index no_index
   group_index no_group_index index_merge no_index_merge join_index no_join_index order_index no_order_index
   join_fixed_order join_order join_prefix join_suffix merge no_merge mrr no_mrr no_icp no_range_optimization qb_name
   semijoin no_semijoin skip_scan no_skip_scan subquery`.split(/\s+/),
);

/** What stands in an executable comment is run by some servers and not by others; nobody needs one to read. */
function endOfComment(sql: string, at: number): number {
  if (/^\/\*M?!/i.test(sql.slice(at, at + 4)))
    throw new Refusal('Comments that the server executes (/*! … */) are not allowed.');
  const end = sql.indexOf('*/', at + 2);
  if (end < 0) throw new Refusal('A comment in this statement is never closed.');
  if (sql[at + 2] === '+') checkHints(sql.slice(at + 3, end));
  return end + 2;
}

function checkHints(text: string): void {
  for (const before of text.split('(').slice(0, -1)) {
    const hint =
      before
        .trimEnd()
        .split(/[^\w$]/)
        .at(-1) ?? '';
    if (!HARMLESS_HINTS.has(hint.toLowerCase()))
      throw new Refusal(`The optimizer hint ${hint.slice(0, 40)} is not allowed here.`);
  }
}
