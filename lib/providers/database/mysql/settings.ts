import * as z from 'zod';
import { readConnectionUrl } from '../connection-string';
import * as fields from '../fields';
import { isNeverAllowed } from './dangerous-functions';

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
  allowed_functions: fields.allowedFunctions(
    'Functions of your own that only read, with commas in between. One without a schema is of this database. A query that calls another is refused.',
  ),
});
export type MySqlSettings = z.infer<typeof MySqlSettings>;

export const findMistakes = ({ allowed_functions: names }: MySqlSettings) =>
  fields.findDangerous(names, (name) => !name.includes('.') && isNeverAllowed(name));

/**
 * How another client waits, pools its connections, signs in where TLS is off, and reads times, which are those of the
 * server here.
 */
const HARMLESS_OPTIONS = [
  ...['connection_limit', 'connect_timeout', 'pool_timeout', 'socket_timeout'],
  ...['connectTimeout', 'socketTimeout', 'autoReconnect', 'allowPublicKeyRetrieval', 'useUnicode', 'pool', 'reconnect'],
  ...['serverTimezone', 'connectionTimeZone', 'zeroDateTimeBehavior'],
  // UTF-8 is what is spoken here.
  ...['charset', 'encoding', 'characterEncoding'].flatMap((name) =>
    ['utf8mb4', 'utf8', 'utf-8'].map((value) => `${name}=${value}`),
  ),
];

export const readConnectionString = (text: string) =>
  readConnectionUrl(text, { schemes: ['mysql', 'mariadb', 'mysql2'], hasDrivers: true, harmless: HARMLESS_OPTIONS });
