import * as z from 'zod';
import type { DatabaseDetails, DatabaseField } from '@/lib/contracts/database';
import type { JsonObject } from '@/lib/contracts/json';

/** Text as it is typed; what it means is the server's to say, which names the field it cannot use. */
export type FormValues = Record<string, string | boolean | null>;

/** Stands for the fields that say where a server is and who is asking. */
export const CONNECTION_STRING = 'connection_string';
const IN_A_CONNECTION_STRING = ['host', 'port', 'database', 'username', 'password', 'ssl'];

/** Only what a person would be sent back for anyway: nothing that is required is left empty. */
export function formSchema(
  fields: readonly DatabaseField[],
  kept: readonly string[],
): z.ZodType<FormValues, FormValues> {
  const shape = fields.map((field): [string, z.ZodType<string | boolean | null, string | boolean | null>] => {
    if (field.type === 'checkbox') return [field.name, z.boolean()];
    const isNeeded = field.required && !kept.includes(field.name);
    return [field.name, isNeeded ? z.string().min(1) : z.string().nullable()];
  });
  return z.object(Object.fromEntries(shape));
}

export function initialValues(fields: readonly DatabaseField[], name: string, database?: DatabaseDetails): FormValues {
  const settings: JsonObject = { connection_name: name, ...database?.settings };
  return Object.fromEntries(
    fields.map((field) => {
      const value = settings[field.name] ?? field.default;
      return [field.name, field.type === 'checkbox' ? value === true : String(value ?? '')];
    }),
  );
}

/** Whether a server of this kind can be named by fields, or by one line instead of them. */
export function takesEither(fields: readonly DatabaseField[]): boolean {
  return !fields.some(({ name }) => name === CONNECTION_STRING);
}

/** The fields that are asked for when a connection string says the rest. */
export function besideConnectionString(fields: readonly DatabaseField[], field: DatabaseField): DatabaseField[] {
  const others = fields.filter(({ name }) => !IN_A_CONNECTION_STRING.includes(name));
  return [...others.slice(0, 1), field, ...others.slice(1)];
}
