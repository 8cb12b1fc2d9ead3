import type { Json, JsonObject } from '@/lib/contracts/json';

/** What holds no parameter comes first: strings, quoted names, comments, dollar quotes, casts. */
const PARTS =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\/|\$([a-zA-Z_]\w*)?\$[\s\S]*?\$\1\$|::|:([a-z][a-z0-9_]*)|\$(\d+)|\?/g;

/** The `:names` in a statement, each once, in their order. */
export function parametersIn(sql: string): string[] {
  return [...new Set([...sql.matchAll(PARTS)].flatMap(([, , name]) => name ?? []))];
}

/** As the engine takes it: numbered or plain marks, and the values in their order. They are bound there, not spliced. */
export function toPositional(sql: string, values: JsonObject, isNumbered: boolean): { query: string; params: Json[] } {
  const params: Json[] = [];
  const places = new Map<string, number>();
  const query = sql.replace(PARTS, (part, _tag, name?: string) => {
    if (name === undefined) return part;
    const known = places.get(name);
    if (known && isNumbered) return `$${known}`;
    places.set(name, params.push(values[name] ?? null));
    return isNumbered ? `$${params.length}` : '?';
  });
  return { query, params };
}

/** The way back, for a query that was asked before: `$2` and the second `?` become `:p2`. */
export function toNamed(sql: string, params: readonly Json[]): { text: string; values: JsonObject } {
  if (params.length === 0) return { text: sql, values: {} };
  let plain = 0;
  const text = sql.replace(PARTS, (part, _tag, _name, number?: string) => {
    if (number !== undefined) return `:p${number}`;
    if (part !== '?') return part;
    plain += 1;
    return `:p${plain}`;
  });
  return { text, values: Object.fromEntries(params.map((value, at) => [`p${at + 1}`, value])) };
}
