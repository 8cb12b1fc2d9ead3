import { mkdirSync } from 'node:fs';
import { makeCertificates } from './certificates';
import { startMariaDb } from './mariadb';
import { type StartGateway, startMongoDb } from './mongodb';
import { startMySql } from './mysql';
import { startPostgres } from './postgres';
import { startRedis } from './redis';
import type { Server } from './server';

export const SERVER_KINDS = ['postgres', 'mariadb', 'mysql', 'redis', 'mongodb'] as const;
export type ServerKind = (typeof SERVER_KINDS)[number];

export type Servers = Record<ServerKind, Server> & {
  /** An authority that signed none of the certificates. */
  strangersCa: string;
  stop(): Promise<void>;
};

/** One server of every kind, started side by side. When one of them cannot be had, none stays behind. */
export async function startServers(folder: string, startGateway: StartGateway): Promise<Servers> {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const certificates = makeCertificates(`${folder}/certificates`);
  const place = { folder, certificates };
  const start: Record<ServerKind, () => Promise<Server>> = {
    postgres: () => startPostgres(place),
    mariadb: () => startMariaDb(place),
    mysql: () => startMySql(place),
    redis: () => startRedis(place),
    mongodb: () => startMongoDb(place, startGateway),
  };
  const outcomes = await Promise.allSettled(SERVER_KINDS.map((kind) => start[kind]()));
  const running = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const stop = async () => {
    await Promise.all(running.map((server) => server.stop()));
  };
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const byKind = Object.fromEntries(SERVER_KINDS.map((kind, at) => [kind, running[at]])) as Record<ServerKind, Server>;
  return { ...byKind, strangersCa: certificates.strangersCa, stop };
}
