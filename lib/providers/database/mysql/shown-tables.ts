import { Refusal } from '../refusal';
import type { Lookup } from './guard';

/** Schemas in which nobody can create anything. */
const BUILT_IN = new Set(['information_schema', 'performance_schema']);

/** Tables of MariaDB's engine SEQUENCE. They are made when they are named, and `information_schema` lists none of them. */
const NUMBERS = /^seq_\d+_to_\d+(_step_\d+)?$/i;

/** A table or view that a view reads. */
export type Source = { schema: string; name: string; view: string };

export function isBuiltIn(schema: string): boolean {
  return BUILT_IN.has(schema.toLowerCase());
}

/** The tables and views that `information_schema` shows to this user, which are those that the user has any right on. */
export class ShownTables {
  private readonly exact = new Set<string>();
  private readonly inLowerCase = new Set<string>();

  add(schema: string, rows: (string | null)[][]): void {
    for (const [name, , , lowerCaseTableNames] of rows) {
      const key = keyOf(schema, name ?? '');
      this.exact.add(key);
      // Elsewhere, names that differ in case alone are two tables, of which one may be hidden.
      if (String(lowerCaseTableNames) !== '0') this.inLowerCase.add(key.toLowerCase());
    }
  }

  has({ schema, name }: Source): boolean {
    const key = keyOf(schema, name);
    return this.exact.has(key) || this.inLowerCase.has(key.toLowerCase());
  }
}

function keyOf(schema: string, name: string): string {
  return JSON.stringify([schema, name]);
}

/**
 * Throws when a view reads a table or view that this user is not shown: a view runs with the rights of its maker, and
 * what cannot be seen could call any function or be a table of another server.
 */
export async function requireShown(sources: Source[], shown: ShownTables, lookUp: Lookup): Promise<void> {
  for (const source of sources) {
    if (isBuiltIn(source.schema) || shown.has(source) || (await isSequenceOfNumbers(source, lookUp))) continue;
    const inner = `${source.schema}.${source.name}`.slice(0, 120);
    throw new Refusal(
      `The view ${source.view.slice(0, 60)} may not be read here, because it reads ${inner}, which is hidden from this ` +
        `user. Grant the user SHOW VIEW on ${inner}, which shows what it is and not its rows, and SELECT as well if it is a view.`,
    );
  }
}

/** A table that somebody made under such a name would be listed if this user could read it. */
async function isSequenceOfNumbers({ schema, name }: Source, lookUp: Lookup): Promise<boolean> {
  if (!NUMBERS.test(name)) return false;
  const quote = (text: string) => `\`${text.replaceAll('`', '``')}\``;
  return lookUp(`select 1 from ${quote(schema)}.${quote(name)} limit 0`, []).then(
    () => true,
    () => false,
  );
}
