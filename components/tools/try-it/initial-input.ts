import type { Json, JsonObject } from '@/lib/contracts/json';
import { propertiesOf, toFormField } from './field-shape';
import { readSchema } from './read-schema';

const MAX_DEPTH = 6;

/** What a form begins with: what is needed and has a default. The rest is left out, as the tool's own defaults say. */
export function initialInput(schema: JsonObject): JsonObject {
  return startOf(propertiesOf(readSchema(schema, schema)), schema, 0);
}

function startOf(properties: ReturnType<typeof propertiesOf>, root: JsonObject, depth: number): JsonObject {
  const entries = properties
    .filter(({ isRequired }) => isRequired)
    .map(({ name, schema }) => [name, initialValue(name, schema, root, depth)] as const)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

/** What stands in a field that has just been added; undefined where only a person can know. */
export function initialValue(name: string, schema: Json, root: JsonObject, depth = 0): Json | undefined {
  const { byDefault, shape } = toFormField(name, schema, root);
  if (byDefault !== undefined) return byDefault;
  if (shape.kind === 'flag') return false;
  if (shape.kind === 'choice' && shape.choices.length === 1) return shape.choices[0]?.value;
  if (shape.kind === 'object' && depth < MAX_DEPTH) return startOf(shape.properties, root, depth + 1);
  return undefined;
}
