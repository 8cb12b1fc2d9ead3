import type { Schema } from './document';
import { nameOf } from './schema-name';

/** A schema's type in a few words: "string · uuid", "Key[]", "string or null". */
export function typeWords(schema: Schema): string {
  if (schema.$ref) return nameOf(schema.$ref);
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (choices.length > 0) return choices.map(typeWords).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return 'enum';
  if (schema.items) return `${typeWords(schema.items)}[]`;
  const types = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any');
  return schema.format ? `${types} · ${schema.format}` : types;
}
