import { Refusal } from '../../refusal';
import type { Tree } from './grammar';

/** A name as it stands in a statement; without a schema, every schema of the search path is meant. */
export type Name = { schema: string | null; name: string };
export type FunctionUse = Name & {
  /** How many arguments are passed; null when that cannot be told. */
  args: number | null;
};

/**
 * Everything in a statement that PostgreSQL may resolve to something that runs: more than it will, never less. Whether
 * `a.b` is a column or a call of b on a, only the server knows.
 */
export class Names {
  readonly functions = new Map<string, FunctionUse>();
  readonly operators = new Map<string, Name>();
  readonly types = new Map<string, Name>();
  readonly relations = new Map<string, Name>();

  addFunction(parts: unknown, args: number | null): void {
    const name = toName(parts);
    this.functions.set(`${keyOf(name)} ${args}`, { ...name, args });
    // Called with one argument, the name of a type is a cast.
    if (args === 1 || args === null) this.addType(parts);
  }

  addOperator(parts: unknown): void {
    const name = toName(parts);
    this.operators.set(keyOf(name), name);
  }

  addType(parts: unknown): void {
    const name = toName(parts);
    this.types.set(keyOf(name), name);
  }

  addRelation({ schemaname = null, relname = '' }: { schemaname?: string | null; relname?: string }): void {
    const name = checked({ schema: schemaname, name: relname });
    this.relations.set(keyOf(name), name);
  }

  get size(): number {
    return this.functions.size + this.operators.size + this.types.size + this.relations.size;
  }
}

const keyOf = ({ schema, name }: Name) => `${schema ?? ''}.${name}`;

function toName(parts: unknown): Name {
  const words = Array.isArray(parts) ? parts.map(textOf) : [String(parts)];
  return checked({ name: words.at(-1) ?? '', schema: words.at(-2) ?? null });
}

/** Nothing temporary outlives a call, so the name of its schema can only mislead. */
function checked(name: Name): Name {
  if (name.schema?.startsWith('pg_temp')) throw new Refusal('There are no temporary objects here.');
  return name;
}

export function textOf(node: unknown): string {
  const { String: text } = node as { String?: { sval?: string } };
  return text?.sval ?? '';
}

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
