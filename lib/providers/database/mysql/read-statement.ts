import { Refusal } from '../refusal';
import { type Token, tokenize } from '../sql/tokens';
import { isKnownFunction } from './functions';
import { lexMySql } from './tokens';
import {
  ALSO_FUNCTIONS,
  BEFORE_BRACKET,
  BEGINS_QUERY,
  BEGINS_STATEMENT,
  NEVER_READS,
  NO_NAMES,
  SHOWN,
  TYPES,
} from './words';

/** A name as it was written; without a schema it is looked for in the current one. */
export type Name = { schema: string | null; name: string };

export type ReadStatement = {
  /** False when no statement of the server begins like this, so that its own words on it can be had. */
  isStatement: boolean;
  /** Everything that may be a table or view. Columns are among them, because telling them apart is the server's. */
  names: Name[];
  /** What stands before a bracket under a name of the server's own, in case somebody wrote a function of that name. */
  calls: Set<string>;
  /** Of a view: the names that are tables or views for certain. */
  sources: Name[];
  /** Whether columns may be read that it does not name: a `*`, TABLE and NATURAL stand for all of them. */
  showsAll: boolean;
};

/** `view` is the body of a view as the server prints it: with the schema of each table, JOIN between all, and its own functions unquoted. */
type Kind = 'statement' | 'view';

const MAX_BYTES = 400_000;
const MAX_DEPTH = 500;
const MAX_NAMES = 3000;

/**
 * Throws unless the text is one statement that only reads. Reads the tokens once, without a tree: in both servers'
 * grammar a query has effects only through words that are reserved, through `:=` and `@`, or through a function, and a
 * function is called by a name and a bracket (decision 0014). Each of the three is found in the tokens alone.
 */
export function readStatement(
  sql: string,
  isAllowed: (call: Name) => boolean,
  kind: Kind = 'statement',
): ReadStatement {
  if (sql.length > MAX_BYTES) throw new Refusal('The statement is too long.');
  const tokens = tokenize(sql, lexMySql);
  while (isSymbol(tokens.at(-1), ';')) tokens.pop();
  if (tokens.length === 0) throw new Refusal('The statement is empty.');
  const reader = new Reader(sql, tokens, isAllowed, kind);
  return reader.read();
}

export function notKnown(name: string): Refusal {
  return new Refusal(
    `The function ${name.slice(0, 60)} is not one that is known to only read. ` +
      'The settings of this database can allow functions of your own.',
  );
}

class Reader {
  private readonly names = new Map<string, Name>();
  private readonly calls = new Set<string>();
  private readonly sources: Name[] = [];
  private showsAll = false;

  constructor(
    private readonly sql: string,
    private readonly tokens: Token[],
    private readonly isAllowed: (call: Name) => boolean,
    private readonly kind: Kind,
  ) {}

  read(): ReadStatement {
    const isStatement = this.readFrom(0);
    const { names, calls, sources, showsAll } = this;
    return { isStatement, names: [...names.values()], calls, sources, showsAll };
  }

  private readFrom(start: number): boolean {
    let first = start;
    while (isSymbol(this.tokens[first], '(')) first++;
    const token = this.tokens[first];
    const word = token?.kind === 'word' ? token.value : '';
    if (BEGINS_QUERY.has(word) && !(word === 'table' && isWord(this.tokens[0], 'analyze')))
      return this.checkTokens(start);
    if (first === start && start === 0) {
      if (word === 'show') return this.checkTokens(this.endOfShown());
      if (word === 'checksum' && isWord(this.tokens[1], 'table')) return this.checkTokens(2);
      if (word === 'explain' || word === 'describe' || word === 'desc' || word === 'analyze')
        return this.readExplain(word);
    }
    if (
      token?.kind === 'word' &&
      !BEGINS_STATEMENT.has(word) &&
      first === start &&
      isWordOrValue(this.tokens[first + 1])
    )
      return false;
    const shown = this.sql.slice(token?.start ?? this.sql.length, token?.end).slice(0, 30);
    throw new Refusal(`Only statements that read are allowed, and this one begins with "${shown}".`);
  }

  /** EXPLAIN ANALYZE, and ANALYZE in MariaDB, run what they explain. */
  private readExplain(word: string): boolean {
    let at = 1;
    for (; at < this.tokens.length; at++) {
      const token = this.tokens[at];
      if (isWord(token, 'format') && isSymbol(this.tokens[at + 1], '=')) at += 2;
      else if (!isWord(token, 'analyze') && !isWord(token, 'extended') && !isWord(token, 'partitions')) break;
    }
    if (word !== 'analyze' && this.describesTable(at)) return this.checkTokens(at);
    return this.readFrom(at);
  }

  /** `describe shop.orders total` */
  private describesTable(start: number): boolean {
    let at = start + 1;
    if (!isName(this.tokens[start]) || BEGINS_STATEMENT.has(this.tokens[start]?.value ?? '')) return false;
    if (isSymbol(this.tokens[at], '.') && isName(this.tokens[at + 1])) at += 2;
    const column = this.tokens[at];
    if (column !== undefined && (isName(column) || column.kind === 'text')) at++;
    return at === this.tokens.length;
  }

  private endOfShown(): number {
    const words = this.tokens.slice(1, 8).map(({ value }) => value);
    const shown = SHOWN.exec(words.join(' '))?.[0];
    if (!shown)
      throw new Refusal(`SHOW ${words.slice(0, 2).join(' ').slice(0, 60).toUpperCase()} is not allowed here.`);
    if (shown === 'table status') this.noteTableStatus();
    return 1 + shown.split(' ').length;
  }

  /** The server reads it from there. */
  private noteTableStatus(): void {
    this.names.set('table status', { schema: 'information_schema', name: 'tables' });
    this.showsAll = true;
  }

  private checkTokens(start: number): true {
    // For each open bracket, whether a SELECT stands in it: the FROM of `extract(year from added)` names no table.
    const selects = [false];
    for (let at = start; at < this.tokens.length; at++) {
      const token = this.tokens[at] as Token;
      if (token.kind === 'symbol') {
        if (token.value === '(' && selects.push(false) > MAX_DEPTH)
          throw new Refusal('The statement is nested too deeply.');
        if (token.value === ')' && selects.length > 1) selects.pop();
        if (token.value === '*') this.showsAll ||= this.standsForColumns(at);
        this.checkSymbol(token, at);
      } else if (isName(token)) {
        this.checkName(token, at);
        if (isWord(token, 'select')) selects[selects.length - 1] = true;
        if (isWord(token, 'table') || isWord(token, 'natural')) this.showsAll = true;
        if (this.beginsSource(token, at, selects.at(-1) === true)) this.noteSource(at + 1);
      }
    }
    return true;
  }

  /** Where something is multiplied, a value follows; in `count(*)` a bracket is before it. */
  private standsForColumns(at: number): boolean {
    const after = this.tokens[at + 1];
    const ends = after === undefined || isWord(after, 'from') || isSymbol(after, ',') || isSymbol(after, ')');
    return ends && !isSymbol(this.tokens[at - 1], '(');
  }

  /** STRAIGHT_JOIN is also an option of SELECT, after a word. */
  private beginsSource(token: Token, at: number, isInSelect: boolean): boolean {
    if (isWord(token, 'straight_join')) return this.tokens[at - 1]?.kind !== 'word';
    return isWord(token, 'join') || (isInSelect && isWord(token, 'from'));
  }

  private noteSource(start: number): void {
    let at = start;
    while (isSymbol(this.tokens[at], '(')) at++;
    const [schema, dot, name] = this.tokens.slice(at, at + 3);
    if (!schema || !name || !isName(schema) || !isSymbol(dot, '.') || !isName(name)) return;
    this.sources.push({ schema: this.asWritten(schema), name: this.asWritten(name) });
  }

  private checkSymbol({ value, start }: Token, at: number): void {
    if (value === ';') throw new Refusal('Only one statement can be run at a time.');
    if (value === ':') throw new Refusal('Variables cannot be set here.');
    if (value === '@') {
      const isSecond = isSymbol(this.tokens[at - 1], '@') && this.tokens[at - 1]?.end === start;
      const isFirst = isSymbol(this.tokens[at + 1], '@') && this.tokens[at + 1]?.start === start + 1;
      if (isFirst === isSecond) throw new Refusal('Variables of a session (@name) cannot be used here.');
      if (isSecond && !isName(this.tokens[at + 1])) throw new Refusal('A variable of the server has no name.');
    } else if (!'(),.*+-/%<>=!&|^~?'.includes(value)) throw new Refusal(`"${value}" is not allowed here.`);
  }

  private checkName(token: Token, at: number): void {
    const isAfterDot = isSymbol(this.tokens[at - 1], '.') && isName(this.tokens[at - 2]);
    const isPlain = token.kind === 'word' && !isAfterDot;
    const isBeforeBracket = isSymbol(this.tokens[at + 1], '(');
    if (isPlain) this.checkWord(token, at, isBeforeBracket);
    if (isBeforeBracket) this.checkCall(token, at, isPlain);
    else this.note(token, at);
  }

  private checkWord({ value }: Token, at: number, isBeforeBracket: boolean): void {
    const isFunction = isBeforeBracket && ALSO_FUNCTIONS.has(value);
    const isCharacterSet = value === 'set' && isWord(this.tokens[at - 1], 'character');
    if (NEVER_READS.has(value) && !isFunction && !isCharacterSet) {
      if (value === 'into') throw new Refusal('INTO writes a file or a variable, so it is not allowed here.');
      throw new Refusal(`${value.toUpperCase()} is not allowed in a statement that reads.`);
    }
    if (value !== 'for') return;
    const [before, after] = [this.tokens[at - 1], this.tokens[at + 1]];
    if (isWord(after, 'update') || isWord(after, 'share'))
      throw new Refusal('Rows cannot be locked by a statement that reads.');
    if (isWord(before, 'value')) throw new Refusal('A sequence cannot be advanced by a statement that reads.');
  }

  private checkCall(token: Token, at: number, isPlain: boolean): void {
    const name = token.value.toLowerCase();
    if (isWord(this.tokens[at - 1], 'as') || this.namesColumns(at)) return;
    const schema = this.schemaBefore(at);
    if (isPlain && (BEFORE_BRACKET.has(name) || TYPES.has(name))) this.calls.add(name);
    else if (this.kind === 'view' && token.kind === 'name' && schema === null) {
      if (!this.isAllowed({ schema, name: token.value })) throw notKnown(name);
    } else if (isKnownFunction(name, schema?.toLowerCase() ?? null)) {
      if (name === 'last_insert_id' && !isSymbol(this.tokens[at + 2], ')'))
        throw new Refusal('LAST_INSERT_ID with a value sets it, so it is not allowed here.');
      if (schema === null) this.calls.add(name);
    } else if (!this.isAllowed({ schema, name: token.value })) throw notKnown(name);
  }

  /** `with big (id, total) as (` and `) as t (id, total)`: lists of columns, where no grammar has a call. */
  private namesColumns(at: number): boolean {
    let end = at + 2;
    while (isName(this.tokens[end]) && isSymbol(this.tokens[end + 1], ',')) end += 2;
    if (!isName(this.tokens[end]) || !isSymbol(this.tokens[end + 1], ')')) return false;
    const before = this.tokens[at - 1];
    if (isSymbol(before, ')')) return true;
    const begins = isWord(before, 'with') || isWord(before, 'recursive') || isSymbol(before, ',');
    return begins && isWord(this.tokens[end + 2], 'as') && isSymbol(this.tokens[end + 3], '(');
  }

  private note(token: Token, at: number): void {
    if (isSymbol(this.tokens[at + 1], '.') || isWord(this.tokens[at - 1], 'as')) return;
    const schema = this.schemaBefore(at);
    if (schema === null && token.kind === 'word' && NO_NAMES.has(token.value)) return;
    const name = this.asWritten(token);
    this.names.set(JSON.stringify([schema, name]), { schema, name });
    if (this.names.size > MAX_NAMES) throw new Refusal('The statement names too many tables and columns.');
  }

  private schemaBefore(at: number): string | null {
    const token = this.tokens[at - 2];
    return isSymbol(this.tokens[at - 1], '.') && token && isName(token) ? this.asWritten(token) : null;
  }

  private asWritten(token: Token): string {
    return token.kind === 'word' ? this.sql.slice(token.start, token.end) : token.value;
  }
}

function isSymbol(token: Token | undefined, value: string): boolean {
  return token?.kind === 'symbol' && token.value === value;
}

function isWord(token: Token | undefined, value: string): boolean {
  return token?.kind === 'word' && token.value === value;
}

function isName(token: Token | undefined): boolean {
  return token?.kind === 'word' || token?.kind === 'name';
}

function isWordOrValue(token: Token | undefined): boolean {
  return token === undefined || token.kind !== 'symbol' || '*(,'.includes(token.value);
}
