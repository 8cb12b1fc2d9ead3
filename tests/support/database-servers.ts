import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { isAlive, stopProcess } from '@/scripts/lib/processes';
import type { Server } from '@/scripts/services/server';
import { SERVER_KINDS, type ServerKind, startServers } from '@/scripts/services/servers';
import { startMongoGateway } from './mongo-gateway';

export type TestServer = Omit<Server, 'stop'>;

declare module 'vitest' {
  interface ProvidedContext {
    databaseServers: Record<ServerKind, TestServer> & { strangersCa: string };
  }
}

const PREFIX = 'patchbay-servers-';

/** Once per run: a real server of every kind. A kind that cannot be had fails the run and says what to install. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers();
  const folder = mkdtempSync(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
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

/** A run that was killed left its servers behind; each of them has the run's folder among its arguments. */
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    if (isAlive(Number(name.slice(PREFIX.length).split('-')[0]))) continue;
    const folder = path.join(tmpdir(), name);
    const { stdout } = spawnSync('pgrep', ['-f', folder], { encoding: 'utf8' });
    for (const pid of stdout?.split('\n').filter(Boolean) ?? []) await stopProcess(Number(pid), 'SIGKILL', 1000);
    rmSync(folder, { recursive: true, force: true });
  }
}
