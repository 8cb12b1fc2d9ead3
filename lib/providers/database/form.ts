import * as z from 'zod';
import type { Json, JsonObject } from '@/lib/contracts/json';
import type { DatabaseKind } from './kind';

export type FormField = {
  name: string;
  label: string;
  type: 'text' | 'number' | 'password' | 'checkbox' | 'textarea' | 'select';
  required?: boolean;
  default?: Json;
  placeholder?: string;
  help?: string;
  options?: Json[];
  advanced?: boolean;
};

/** The form of a kind, drawn from the same schema that checks what was filled in. */
export function formFields(kind: DatabaseKind): FormField[] {
  const { properties = {}, required = [] } = settingsSchema(kind) as { properties?: Properties; required?: string[] };
  return Object.entries(properties).flatMap(([name, property]) => {
    if (!property.title) return [];
    const { title, description, placeholder, default: initial, advanced } = property;
    return {
      name,
      label: title,
      type: inputType(property),
      ...(required.includes(name) && { required: true }),
      ...(initial !== undefined && { default: initial }),
      ...(placeholder && { placeholder }),
      ...(description && { help: description }),
      ...(property.enum && { options: property.enum }),
      ...(advanced && { advanced }),
    };
  });
}

export function settingsSchema(kind: DatabaseKind): JsonObject {
  return z.toJSONSchema(kind.fields, { io: 'input', unrepresentable: 'any' }) as JsonObject;
}

/** Settings without what their schema marks as secret. */
export function withoutSecrets(kind: DatabaseKind, settings: JsonObject): JsonObject {
  const secret = secretFields(kind);
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !secret.includes(name)));
}

export function secretFields(kind: DatabaseKind): string[] {
  const { properties = {} } = settingsSchema(kind) as { properties?: Properties };
  return Object.keys(properties).filter((name) => properties[name]?.secret);
}

type Property = {
  type?: string;
  title?: string;
  description?: string;
  placeholder?: string;
  default?: Json;
  enum?: Json[];
  secret?: boolean;
  multiline?: boolean;
  advanced?: boolean;
};
type Properties = Record<string, Property>;

function inputType({ type, secret, multiline, enum: choices }: Property): FormField['type'] {
  if (multiline) return 'textarea';
  if (secret) return 'password';
  if (type === 'boolean') return 'checkbox';
  if (choices) return 'select';
  return type === 'integer' || type === 'number' ? 'number' : 'text';
}
