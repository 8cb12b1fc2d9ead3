import { isIP, type LookupFunction } from 'node:net';
import { MongoClient, type ServerHeartbeatFailedEvent, type ServerHeartbeatSucceededEvent } from 'mongodb';
import { AppError } from '@/lib/errors';
import { chooseTarget } from '../dial';
import type { DatabaseIo, ResolveHost } from '../kind';
import { guardMessages } from './message-guard';
import { forDriver, type MongoSettings, readSeeds } from './settings';
import { guardSignIn } from './sign-in-guard';

const CONNECT_MS = 8000;
const MAX_CONNECTIONS = 4;

/**
 * Opens a client whose every connection, also to members of the set that the servers themselves name, goes to an
 * address that was checked. Names are resolved by our own look-up at the moment of dialling.
 */
export async function openClient(settings: MongoSettings, io: DatabaseIo): Promise<MongoClient> {
  guardMessages();
  guardSignIn();
  const { hosts, srv } = readSeeds(settings.connection_string);
  const checked = srv ? [] : await Promise.all(hosts.map(({ host }) => chooseTarget(io.resolveHost, host)));
  const client = new MongoClient(forDriver(settings.connection_string), {
    ...(settings.ca && { ca: settings.ca }),
    tlsAllowInvalidCertificates: false,
    tlsAllowInvalidHostnames: false,
    appName: 'patchbay',
    maxPoolSize: MAX_CONNECTIONS,
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
  client.setMaxListeners(0); // each running call listens
  countServers(client);
  // An address that a server names is dialled without a look-up, so it must be one of those that were checked.
  const literals = new Set(checked.map(({ address }) => address));
  client.on('serverOpening', ({ address }) => {
    const host = address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
    if (isIP(host) && !literals.has(host)) void client.close();
  });
  return client;
}

/**
 * Fails as soon as every server of the set has failed to answer since now. The driver by itself goes on trying for
 * seconds, also where nothing listens, and whoever asked waits for it.
 */
export async function unlessUnreachable<Value>(client: MongoClient, work: () => Promise<Value>): Promise<Value> {
  const failed = new Set<string>();
  let giveUp: (reason: Error) => void = () => {};
  const unreachable = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  unreachable.catch(() => {}); // the work may have ended before
  const onFailure = ({ connectionId, failure }: ServerHeartbeatFailedEvent) => {
    failed.add(connectionId);
    if (failed.size >= serversOf(client)) giveUp(failure);
  };
  const onSuccess = ({ connectionId }: ServerHeartbeatSucceededEvent) => void failed.delete(connectionId);
  client.on('serverHeartbeatFailed', onFailure).on('serverHeartbeatSucceeded', onSuccess);
  try {
    return await Promise.race([work(), unreachable]);
  } finally {
    client.off('serverHeartbeatFailed', onFailure).off('serverHeartbeatSucceeded', onSuccess);
  }
}

/** How many servers the driver knows of, kept for each client. */
const known = new WeakMap<MongoClient, Set<string>>();
const serversOf = (client: MongoClient) => Math.max(1, known.get(client)?.size ?? 1);

function countServers(client: MongoClient): void {
  const servers = new Set<string>();
  known.set(client, servers);
  client.on('serverOpening', ({ address }) => servers.add(address));
  client.on('serverClosed', ({ address }) => servers.delete(address));
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
