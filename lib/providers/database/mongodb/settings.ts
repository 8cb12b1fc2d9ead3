import { MongoClient } from 'mongodb';
import * as z from 'zod';
import { portProblem } from '../connection-string';
import * as fields from '../fields';

/** Options that choose what is read and how. Those that read files or the environment, or dial elsewhere, are not here. */
const ALLOWED = new Set([
  ...['authsource', 'authmechanism', 'replicaset', 'tls', 'ssl', 'directconnection', 'loadbalanced', 'srvservicename'],
  ...['srvmaxhosts', 'readpreference', 'readpreferencetags', 'maxstalenessseconds', 'readconcernlevel', 'retryreads'],
  ...['retrywrites', 'w', 'wtimeoutms', 'journal', 'appname', 'connecttimeoutms', 'sockettimeoutms', 'maxpoolsize'],
  ...['serverselectiontimeoutms', 'minpoolsize', 'maxidletimems', 'waitqueuetimeoutms'],
]);
/**
 * Options that mean nothing here, and that the driver must not see: it refuses to tell what the text of a UUID is, and it
 * would speak compression, which `message-guard.ts` does not let in.
 */
const PASSED_OVER = ['uuidrepresentation', 'compressors'];
const MECHANISMS = new Set(['DEFAULT', 'SCRAM-SHA-1', 'SCRAM-SHA-256']);

const connectionString = z
  .string('Paste the connection string.')
  .trim()
  .max(4000)
  .superRefine((text, context) => {
    const problem = findProblem(text);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  })
  .meta({
    title: 'Connection string',
    placeholder: 'mongodb+srv://user:password@cluster.example.com/',
    description: 'As your provider shows it. A password with special characters is percent-encoded.',
    secret: true,
  });

export const MongoSettings = z.object({
  connection_name: fields.connectionName,
  connection_string: connectionString,
  database: z
    .string()
    .max(63)
    .regex(/^[^/\\. "$*<>:|?]+$/, 'This cannot be the name of a database.')
    .optional()
    .meta({ title: 'Database', description: 'Only needed when the connection string does not name one.' }),
  ca: fields.ca,
  ...fields.options,
});
export type MongoSettings = z.infer<typeof MongoSettings>;

export type Seeds = {
  hosts: { host: string; port: number }[];
  srv: boolean;
  tls: boolean;
  username: string | null;
  database: string;
};

/** What the connection string says, without asking any server or name. */
export function readSeeds(text: string): Seeds {
  const { options } = new MongoClient(forDriver(text));
  return {
    hosts: options.srvHost
      ? [{ host: options.srvHost, port: 27017 }]
      : options.hosts.map(({ host = '', port = 27017 }) => ({ host, port })),
    srv: options.srvHost !== undefined,
    tls: options.tls,
    username: options.credentials?.username || null,
    database: options.dbName,
  };
}

/** The connection string without the options that are passed over. */
export function forDriver(text: string): string {
  const [address = '', ...rest] = text.split('?');
  const options = rest.join('?').split('&');
  const kept = options.filter((option) => !PASSED_OVER.includes(option.split('=')[0]?.toLowerCase() ?? ''));
  return [address, kept.join('&')].filter(Boolean).join('?');
}

/** Says what is wrong without repeating the text, which holds a password. */
function findProblem(text: string): string | null {
  if (!/^mongodb(\+srv)?:\/\//.test(text)) return 'A connection string begins with mongodb:// or mongodb+srv://.';
  const port = portProblem(text);
  if (port) return port;
  const query = new URLSearchParams(text.split('?').slice(1).join('?'));
  const unknown = [...query.keys()].find((name) => ![...ALLOWED, ...PASSED_OVER].includes(name.toLowerCase()));
  if (unknown) return `The option "${unknown.slice(0, 40)}" is not used here. Remove it.`;
  const mechanism = [...query].find(([name]) => name.toLowerCase() === 'authmechanism')?.[1];
  if (mechanism && !MECHANISMS.has(mechanism)) return 'Only user name and password (SCRAM) are spoken here.';
  try {
    const { hosts } = readSeeds(text);
    return hosts.some(({ host }) => host === '') ? 'Name a host; a socket on this machine cannot be used.' : null;
  } catch {
    return 'This connection string cannot be read; a password with special characters must be percent-encoded.';
  }
}
