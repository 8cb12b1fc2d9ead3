import * as z from 'zod';
import { SavedQuery } from '@/lib/contracts/saved-query';

/**
 * The fields that kinds have in common. Of `meta`: `title`, `placeholder` and `description` are for the form, `secret`
 * keeps a value out of everything that is shown, `multiline` asks for room, `advanced` is asked for only on demand.
 */
export const connectionName = z
  .string('Give this database a name.')
  .trim()
  .min(1, 'Give this database a name.')
  .max(100)
  .meta({ title: 'Name', placeholder: 'Sales database' });

export const host = z
  .string('Name the host.')
  .trim()
  .min(1, 'Name the host.')
  .max(253)
  .regex(/^[^\s/@]+$/, 'A host name or address alone, without a scheme or a path.')
  .meta({ title: 'Host', placeholder: 'db.example.com' });

export const port = (usual: number) =>
  z.coerce
    .number('A port is a number.')
    .int('A port is a whole number.')
    .min(1, 'A port is between 1 and 65535.')
    .max(65_535, 'A port is between 1 and 65535.')
    .default(usual)
    .meta({ title: 'Port' });

export const username = z.string('Name the user.').min(1, 'Name the user.').max(256).meta({ title: 'User' });
export const password = z.string('Type the password.').max(1024).meta({ title: 'Password', secret: true });
export const ssl = z.boolean().default(false).meta({
  title: 'Use TLS',
  description: 'The certificate of the server is verified.',
});

export const ca = z
  .string()
  .max(100_000)
  .regex(/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/, 'Paste the whole certificate in PEM form.')
  .optional()
  .meta({
    title: 'Certificate authority',
    description: 'For a server whose certificate was not issued by a public authority.',
    placeholder: '-----BEGIN CERTIFICATE-----',
    multiline: true,
    advanced: true,
  });

const functionName = z
  .string()
  .max(130)
  .regex(/^[^\s,;()'"`]+$/, 'Name functions as name or schema.name, with commas in between.');

/** Functions of the owner's that a statement that only reads may call; a form sends them as one line. */
const functionNames = z
  .union([
    z.array(functionName).max(200),
    z
      .string()
      .max(10_000)
      .transform((line) => line.split(/[\s,]+/).filter(Boolean))
      .pipe(z.array(functionName).max(200)),
  ])
  .default([]);

/** `description` says what a name without a schema means. */
export const allowedFunctions = (description: string) =>
  functionNames.meta({
    title: 'Functions this connection may also use',
    description,
    placeholder: 'net_price, reports.week_of',
    advanced: true,
  });

/** The mistake of a list with functions of the server that do more than read; empty when there is none. */
export function findDangerous(names: string[], isDangerous: (name: string) => boolean): Record<string, string> {
  const found = names.filter(isDangerous);
  if (found.length === 0) return {};
  return {
    allowed_functions: `Functions of the server that do more than read cannot be allowed: ${found.join(', ')}. Name one of your own together with its schema.`,
  };
}

/** What every database has beside the way to reach it. */
export const options = {
  allow_writes: z.boolean().default(false).meta({
    title: 'Allow writes',
    description: 'Adds a separate tool that changes data. Agents do not get it unless it is switched on for them.',
    advanced: true,
  }),
  max_rows: z.coerce.number().int().min(1).max(1000).default(1000).meta({ title: 'Most rows', advanced: true }),
  max_bytes: z.coerce
    .number()
    .int()
    .min(1024)
    .max(1_048_576)
    .default(1_048_576)
    .meta({ title: 'Most bytes', advanced: true }),
  timeout_s: z.coerce.number().min(0.1).max(15).default(15).meta({ title: 'Seconds', advanced: true }),
  saved_queries: z.array(SavedQuery).max(100).default([]),
};
