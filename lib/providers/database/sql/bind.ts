import type { Json, JsonObject } from '@/lib/contracts/json';
import type { Lexer } from './tokens';
import { tokenize } from './tokens';

/**
 * Replaces each `:name` of a saved statement by the dialect's placeholder and lists the values in their order. Found
 * by the dialect's own tokens, so that a `:name` inside of a string or comment stays what it is.
 */
export function bindNamed(
  statement: string,
  values: JsonObject,
  names: string[],
  { lex, placeholder }: { lex: Lexer; placeholder: (position: number) => string },
): { sql: string; params: Json[] } {
  const tokens = tokenize(statement, lex);
  const params: Json[] = [];
  // A numbered placeholder may be used again, which also tells the server that both have one type.
  const isNumbered = placeholder(1) !== placeholder(2);
  const positions = new Map<string, number>();
  const position = (name: string): number => {
    const known = positions.get(name);
    if (known && isNumbered) return known;
    positions.set(name, params.push(values[name] ?? null));
    return params.length;
  };
  let sql = '';
  let copied = 0;
  tokens.forEach((token, at) => {
    const name = tokens[at + 1];
    const isMark = token.value === ':' && token.kind === 'symbol' && tokens[at - 1]?.value !== ':';
    if (!isMark || name?.kind !== 'word' || name.start !== token.end || !names.includes(name.value)) return;
    sql += statement.slice(copied, token.start) + placeholder(position(name.value));
    copied = name.end;
  });
  return { sql: sql + statement.slice(copied), params };
}
