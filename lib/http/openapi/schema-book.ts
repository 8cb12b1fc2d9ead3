import * as z from 'zod';

export type JsonSchema = Record<string, unknown>;

/** Collects the named schemas of all endpoints once, under components/schemas, and hands out references to them. */
export class SchemaBook {
  readonly schemas: Record<string, JsonSchema> = {};

  /** `io` matters where a schema has defaults: what may be left out when sent is always there when answered. */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    // Inside an object, a schema that has a name becomes a reference like any other.
    const whole = z.toJSONSchema(z.object({ value: schema }), { io, unrepresentable: 'any', override: tidy });
    const { $defs = {}, properties = {} } = whole as { $defs?: Record<string, JsonSchema>; properties?: JsonSchema };
    const own = new Map(Object.keys($defs).map((name) => [name, name]));
    const names = new Map(
      Object.entries($defs).map(([name, definition]) => [
        name,
        this.keep(name, refer(definition, own) as JsonSchema, io),
      ]),
    );
    for (const name of names.values()) this.schemas[name] = refer(this.schemas[name], names) as JsonSchema;
    return refer(properties.value, names) as JsonSchema;
  }

  /** A schema that differs by direction gets a second name for what is sent. */
  private keep(name: string, definition: JsonSchema, io: 'input' | 'output'): string {
    const kept = io === 'input' ? `${name}Input` : name;
    const shown = this.schemas[name];
    if (io === 'input' && shown && JSON.stringify(shown) === JSON.stringify(definition)) return name;
    this.schemas[kept] = definition;
    return kept;
  }
}

/** References within one conversion point to its own $defs; in the document they point to its components. */
function refer(node: unknown, names: Map<string, string>): unknown {
  if (Array.isArray(node)) return node.map((item) => refer(item, names));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      const local = key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', '') : null;
      const name = local !== null ? names.get(local) : undefined;
      return [key, name ? `#/components/schemas/${name}` : refer(value, names)];
    }),
  );
}

/**
 * What is ours and not JSON Schema's goes: the mark for secrets becomes a format, names stand outside. What is said of a
 * value holds for one that may be null too.
 */
function tidy({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  const [value, nothing] = (jsonSchema.anyOf ?? []) as JsonSchema[];
  if (nothing?.type === 'null' && value?.description) jsonSchema.description ??= value.description;
  if (jsonSchema.secret) jsonSchema.format = 'password';
  // The patterns behind these formats are longer than the rest of the document.
  if (jsonSchema.format && jsonSchema.format !== 'password') delete jsonSchema.pattern;
  delete jsonSchema.secret;
  delete jsonSchema.id;
}
