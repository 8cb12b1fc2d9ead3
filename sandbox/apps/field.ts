import type { JsonObject } from '../json';

export type FieldType = 'string' | 'integer' | 'number' | 'boolean' | 'string[]' | 'object';

export type Field = {
  type: FieldType;
  description: string;
  required: boolean;
  options: string[] | null;
  /** The resource whose rows are the choices: offered as remote options, and checked to exist. */
  of: string | null;
};

export type Fields = Record<string, Field>;

const NOTATION = /^([a-z]+(?:\[\])?|\([^)]+\))(?:@([a-z_]+))?(!?) (.+)$/;
const TYPES = ['string', 'integer', 'number', 'boolean', 'string[]', 'object'];

/**
 * Fields are written as `type@resource! Description`: a type or `(one|of|these)`, the resource that its value must name,
 * `!` when it is required. Throws on anything else, so that a slip in the data stops the start and not a later call.
 */
function parseField(name: string, notation: string): Field {
  const [, type = '', of = null, required, description = ''] = NOTATION.exec(notation) ?? [];
  if (type.startsWith('(')) {
    return { type: 'string', description, required: required === '!', options: type.slice(1, -1).split('|'), of };
  }
  if (!isFieldType(type)) throw new Error(`The field "${name}" is written wrongly: ${notation}`);
  return { type, description, required: required === '!', options: null, of };
}

export function parseFields(notations: Record<string, string>): Fields {
  return Object.fromEntries(Object.entries(notations).map(([name, notation]) => [name, parseField(name, notation)]));
}

function isFieldType(type: string): type is FieldType {
  return TYPES.includes(type);
}

export function fieldSchema({ type, description, options }: Field): JsonObject {
  if (type === 'string[]') return { type: 'array', items: { type: 'string' }, description };
  if (type === 'object') return { type: 'object', description, additionalProperties: true };
  return { type, description, ...(options && { enum: options }) };
}
