import { Refusal } from '../refusal';
import { type Lexer, type Token, tokenize } from './tokens';

/** What the write tool may say in a dialect. Everything that is not allowed is refused. */
export type Dialect = {
  lex: Lexer;
  /** The first word of a statement that reads. */
  reads: ReadonlySet<string>;
  /** The first word of a statement that writes, for the write tool alone. */
  writes: ReadonlySet<string>;
  /** What CREATE, ALTER and DROP may be said of. */
  definable: ReadonlySet<string>;
  isForbiddenCall(name: string, schema: string | null): boolean;
  isForbiddenName(name: string): boolean;
};

/** Throws unless the text is one statement that reads or changes data or tables; never files, users or settings. */
export function requireWrite(sql: string, dialect: Dialect): void {
  const tokens = oneStatement(sql, dialect);
  const [first, second, third] = tokens.map(({ value }) => value);
  checkNames(tokens, dialect);
  if (dialect.writes.has(first ?? '') || dialect.reads.has(first ?? '')) return;
  const isDefinition = ['create', 'alter', 'drop', 'truncate'].includes(first ?? '');
  const subject = ['unique', 'materialized', 'temporary', 'temp', 'or'].includes(second ?? '') ? third : second;
  if (isDefinition && (first === 'truncate' || dialect.definable.has(subject ?? ''))) return;
  throw new Refusal(`A statement that begins with ${(first ?? '').toUpperCase()} is not allowed here.`);
}

function oneStatement(sql: string, dialect: Dialect): Token[] {
  const tokens = tokenize(sql, dialect.lex);
  while (tokens.at(-1)?.value === ';' && tokens.at(-1)?.kind === 'symbol') tokens.pop();
  if (tokens.length === 0) throw new Refusal('The statement is empty.');
  if (tokens.some(({ kind, value }) => kind === 'symbol' && value === ';')) {
    throw new Refusal('Only one statement can be run at a time.');
  }
  return tokens;
}

function checkNames(tokens: Token[], dialect: Dialect): void {
  tokens.forEach((token, at) => {
    if (token.kind !== 'word' && token.kind !== 'name') return;
    const name = token.value.toLowerCase();
    const isCall = tokens[at + 1]?.value === '(' && tokens[at + 1]?.kind === 'symbol';
    const schema = tokens[at - 1]?.value === '.' ? (tokens[at - 2]?.value.toLowerCase() ?? null) : null;
    if (isCall && dialect.isForbiddenCall(name, schema))
      throw new Refusal(`The function ${name.slice(0, 60)} is not allowed here.`);
    if (dialect.isForbiddenName(name)) throw new Refusal(`${name.slice(0, 60)} may not be read here.`);
  });
}
