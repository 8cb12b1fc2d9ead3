import { Refusal } from '../refusal';
import type { Dialect } from '../sql/statement';
import type { Token } from '../sql/tokens';
import { isForbiddenCall, isForbiddenName } from './functions';
import { lexPostgres } from './tokens';

export const postgresDialect: Dialect = {
  lex: lexPostgres,
  reads: new Set(['select', 'with', 'values', 'table', 'show', 'explain']),
  writes: new Set(['insert', 'update', 'delete', 'merge', 'with', 'refresh', 'comment', 'analyze']),
  definable: new Set(['table', 'index', 'view', 'sequence', 'type', 'schema', 'domain', 'materialized', 'unique']),
  explainWords: new Set(['analyze', 'analyse', 'verbose']),
  isForbiddenCall,
  isForbiddenName,
  check(tokens) {
    tokens.forEach((token, at) => {
      if (token.kind === 'word') checkWord(token, tokens, at);
    });
  },
};

/** After these, `update` and `delete` are names of columns, which PostgreSQL allows. */
const OF_A_COLUMN = new Set(['is', 'in', 'between', 'and', 'or', 'not', 'like', 'ilike', 'as', 'then', 'asc', 'desc']);

function checkWord({ value }: Token, tokens: Token[], at: number): void {
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  if (value === 'into') throw new Refusal('INTO writes a table, so it is not allowed here.');
  const beginsClause = before === undefined || before.value === '(' || before.value === ')';
  const takesTarget = after?.kind === 'word' || after?.kind === 'name';
  const isColumn = after?.kind === 'word' && OF_A_COLUMN.has(after.value);
  const isWrite = ['insert', 'update', 'delete', 'merge'].includes(value);
  if (isWrite && beginsClause && takesTarget && !isColumn) {
    throw new Refusal(`${value.toUpperCase()} inside a statement writes, so it is not allowed here.`);
  }
  const locks = before?.value === 'for' || before?.value === 'key';
  if (locks && (value === 'update' || value === 'share') && !isFromWithin(tokens, at)) {
    throw new Refusal('Rows cannot be locked by a statement that reads.');
  }
}

/** `substring(x for share)`: FOR also stands inside of calls, with an expression after it. */
function isFromWithin(tokens: Token[], at: number): boolean {
  return ['substring', 'overlay'].includes(tokens[openBracketBefore(tokens, at) - 1]?.value ?? '');
}

function openBracketBefore(tokens: Token[], at: number): number {
  let depth = 0;
  for (let index = at; index >= 0; index--) {
    if (tokens[index]?.value === ')') depth++;
    if (tokens[index]?.value === '(' && depth-- === 0) return index;
  }
  return 0;
}
