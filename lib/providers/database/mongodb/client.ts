import { isIP, type LookupFunction } from 'node:net';
import { MongoClient } from 'mongodb';
import { AppError } from '@/lib/errors';
import { chooseTarget } from '../dial';
import type { DatabaseIo, ResolveHost } from '../kind';
import { type MongoSettings, readSeeds } from './settings';

const CONNECT_MS = 8000;
const MOST_CONNECTIONS = 4;

/**
 * Opens a client whose every connection, also to members of the set that the servers themselves name, goes to an
 * address that was checked. Names are resolved by our own look-up at the moment of dialling.
 */
export async function openClient(settings: MongoSettings, io: DatabaseIo): Promise<MongoClient> {
  const { hosts, srv } = readSeeds(settings.connection_string);
  const checked = srv ? [] : await Promise.all(hosts.map(({ host }) => chooseTarget(io.resolveHost, host)));
  const client = new MongoClient(settings.connection_string, {
    ...(settings.ca && { ca: settings.ca }),
    tlsAllowInvalidCertificates: false,
    tlsAllowInvalidHostnames: false,
    appName: 'patchbay',
    maxPoolSize: MOST_CONNECTIONS,
    minPoolSize: 0,
    maxIdleTimeMS: 30_000,
    connectTimeoutMS: CONNECT_MS,
    serverSelectionTimeoutMS: CONNECT_MS,
    lookup: pinnedLookup(io.resolveHost),
    promoteLongs: false,
    promoteBuffers: false,
    bsonRegExp: true,
    ...(!srv &&
      hosts.length === 1 &&
      !/[?&](replicaSet|directConnection|loadBalanced)=/i.test(settings.connection_string) && {
        directConnection: true,
      }),
  });
  // An address that a server names is dialled without a look-up, so it must be one of those that were checked.
  const literals = new Set(checked.map(({ address }) => address));
  client.on('serverOpening', ({ address }) => {
    const host = address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
    if (isIP(host) && !literals.has(host)) void client.close();
  });
  return client;
}

function pinnedLookup(resolveHost: ResolveHost): LookupFunction {
  return (hostname, options, callback) => {
    resolveHost(hostname).then(
      ({ address, family }) => (options.all ? callback(null, [{ address, family }]) : callback(null, address, family)),
      (error) => callback(error instanceof Error ? error : new Error(String(error)), ''),
    );
  };
}

/** The driver wraps what stopped it several times; the guard's own words are somewhere inside. */
export function findAppError(error: unknown, depth = 0): AppError | null {
  if (error instanceof AppError) return error;
  if (!(error instanceof Error) || depth > 6) return null;
  const { reason } = error as Error & { reason?: { servers?: Map<string, { error?: unknown }> } };
  const within = [...(reason?.servers?.values() ?? [])].map((server) => server.error);
  for (const cause of [error.cause, ...within]) {
    const found = findAppError(cause, depth + 1);
    if (found) return found;
  }
  return null;
}
