import * as z from 'zod';
import { readConnectionUrl } from '../connection-string';
import * as fields from '../fields';
import { isNeverAllowed } from './reader/owners-choice';

export const PostgresSettings = z.object({
  connection_name: fields.connectionName,
  host: fields.host,
  port: fields.port(5432),
  database: z
    .string('Name the database.')
    .min(1, 'Name the database.')
    .max(128)
    .meta({ title: 'Database', placeholder: 'postgres' }),
  username: fields.username,
  password: fields.password,
  ssl: fields.ssl,
  ca: fields.ca,
  ...fields.options,
  allowed_functions: fields.allowedFunctions(
    'Functions of your own that only read, with commas in between. One without a schema is of the schema public. A query that calls another is refused.',
  ),
});
export type PostgresSettings = z.infer<typeof PostgresSettings>;

export const findMistakes = ({ allowed_functions: names }: PostgresSettings) =>
  fields.findDangerous(names, isNeverAllowed);

/**
 * Binding to the channel keeps others from standing between, and so does a certificate that is verified. The rest says
 * how another client names itself, waits, pools and keeps statements; hosted servers put it into what they show.
 */
const HARMLESS_OPTIONS = [
  'channel_binding',
  'application_name',
  'fallback_application_name',
  'connect_timeout',
  'gssencmode',
  'pgbouncer',
  'connection_limit',
  'pool_timeout',
  'socket_timeout',
  'statement_cache_size',
  'supa',
  'uselibpqcompat',
  ...['keepalives', 'keepalives_idle', 'keepalives_interval', 'keepalives_count', 'tcp_user_timeout'],
  ...['ApplicationName', 'connectTimeout', 'socketTimeout', 'tcpKeepAlive'],
  // Where names are looked for, unless the user has another search path.
  ...['schema=public', 'currentSchema=public', 'search_path=public', 'target_session_attrs=any'],
  ...['utf8', 'utf-8', 'unicode'].map((value) => `client_encoding=${value}`),
];

export function readConnectionString(text: string): Record<string, unknown> {
  const settings = readConnectionUrl(text, {
    schemes: ['postgresql', 'postgres'],
    hasDrivers: true,
    harmless: HARMLESS_OPTIONS,
  });
  if (settings.ssl !== true && /[?&]channel_binding=require(&|$)/.test(text.trim())) {
    throw new Error('channel_binding=require needs TLS: add sslmode=verify-full.');
  }
  return settings;
}
