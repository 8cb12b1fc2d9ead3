import * as z from 'zod';
import { readConnectionUrl } from '../connection-string';
import * as fields from '../fields';

export const RedisSettings = z.object({
  connection_name: fields.connectionName,
  host: fields.host,
  port: fields.port(6379),
  username: fields.username.optional(),
  password: fields.password.optional(),
  database: z.coerce
    .number('The database is a number.')
    .int('The database is a whole number.')
    .min(0)
    .max(100_000)
    .default(0)
    .meta({ title: 'Database', description: 'The number of the database; 0 unless you chose another.' }),
  ssl: fields.ssl,
  ca: fields.ca,
  ...fields.options,
});
export type RedisSettings = z.infer<typeof RedisSettings>;

export const readConnectionString = (text: string) =>
  readConnectionUrl(text, { schemes: ['redis', 'valkey'], tlsSchemes: ['rediss', 'valkeys'] });
