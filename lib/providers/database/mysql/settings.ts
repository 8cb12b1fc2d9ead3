import * as z from 'zod';
import { readConnectionUrl } from '../connection-string';
import * as fields from '../fields';

export const MySqlSettings = z.object({
  connection_name: fields.connectionName,
  host: fields.host,
  port: fields.port(3306),
  database: z.string('Name the database.').min(1, 'Name the database.').max(64).meta({ title: 'Database' }),
  username: fields.username,
  password: fields.password,
  ssl: fields.ssl,
  ca: fields.ca,
  ...fields.options,
  allowed_functions: fields.allowedFunctions,
});
export type MySqlSettings = z.infer<typeof MySqlSettings>;

export const readConnectionString = (text: string) => readConnectionUrl(text, ['mysql', 'mariadb']);
