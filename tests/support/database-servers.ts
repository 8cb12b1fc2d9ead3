import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import type { Server } from '@/scripts/services/server';
import { SERVER_KINDS, type ServerKind, startServers } from '@/scripts/services/servers';
import { startMongoGateway } from './mongo-gateway';

export type TestServer = Omit<Server, 'stop'>;

declare module 'vitest' {
  interface ProvidedContext {
    databaseServers: Record<ServerKind, TestServer> & { strangersCa: string };
  }
}

/** Once per run: a real server of every kind. A kind that cannot be had fails the run and says what to install. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-servers-'));
  const servers = await startServers(folder, startMongoGateway);
  const shown = Object.fromEntries(SERVER_KINDS.map((kind) => [kind, withoutStop(servers[kind])]));
  project.provide('databaseServers', {
    ...(shown as Record<ServerKind, TestServer>),
    strangersCa: servers.strangersCa,
  });
  return async () => {
    await servers.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

function withoutStop({ stop: _stop, ...server }: Server): TestServer {
  return server;
}
