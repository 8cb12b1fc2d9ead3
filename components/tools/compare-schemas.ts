import type { JsonObject } from '@/lib/contracts/json';
import { fieldsOf, type SchemaField } from './schema';

export type FieldChange = {
  path: string;
  kind: 'added' | 'removed' | 'changed';
  before: string | null;
  after: string | null;
};

/** What is different for whoever calls the tool, field by field; the order of a document's lines is not. */
export function compareSchemas(before: JsonObject, after: JsonObject): FieldChange[] {
  const former = flatten(fieldsOf(before));
  const current = flatten(fieldsOf(after));
  const paths = [...new Set([...current.keys(), ...former.keys()])];
  return paths.flatMap((path) => {
    const was = former.get(path) ?? null;
    const is = current.get(path) ?? null;
    if (was === is) return [];
    return [{ path, kind: was === null ? 'added' : is === null ? 'removed' : 'changed', before: was, after: is }];
  });
}

function flatten(fields: SchemaField[], above = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const field of fields) {
    const path = above ? `${above}.${field.name}` : field.name;
    flat.set(path, inWords(field));
    for (const [inner, words] of flatten(field.fields, path)) flat.set(inner, words);
  }
  return flat;
}

function inWords({ type, isRequired, values, byDefault, description }: SchemaField): string {
  return [
    isRequired ? `${type}*` : type,
    values.length > 0 && values.join(' | '),
    byDefault !== null && `= ${byDefault}`,
    description,
  ]
    .filter(Boolean)
    .join(' · ');
}
