import { inject } from 'vitest';
import type { JsonObject } from '@/lib/contracts/json';
import type { DatabaseIo, DatabaseKind, DatabaseSession } from '@/lib/providers/database/kind';
import { getDatabaseKind } from '@/lib/providers/database/kinds';
import type { ToolOutcome } from '@/lib/providers/provider';
import type { ServerKind } from '@/scripts/services/servers';
import type { TestServer } from '@/tests/support/database-servers';

/** A database of one test file's own, on a real server. */
export type Subject = {
  kind: DatabaseKind;
  server: TestServer;
  settings: JsonObject;
  open(changes?: JsonObject): DatabaseSession;
};

/** Tests dial loopback alone; what the guard itself does is tested with guards of their own. */
export const loopback: DatabaseIo = { resolveHost: async () => ({ address: '127.0.0.1', family: 4 }) };

const KIND_OF = { postgres: 'postgres', mariadb: 'mysql', mysql: 'mysql', redis: 'redis', mongodb: 'mongodb' } as const;

/** `database` is a name for SQL and MongoDB, and a number for Redis. */
export function subjectOn(serverKind: ServerKind, database: string): Subject {
  const server = inject('databaseServers')[serverKind];
  const kind = getDatabaseKind(KIND_OF[serverKind]);
  const settings = kind.parseSettings({ connection_name: 'The shop', ...reach(serverKind, server, database) });
  const open = (changes: JsonObject = {}) => kind.open(kind.parseSettings({ ...settings, ...changes }), loopback);
  return { kind, server, settings, open };
}

function reach(serverKind: ServerKind, server: TestServer, database: string): JsonObject {
  const { host, port, user, password } = server;
  if (serverKind === 'mongodb') return { connection_string: mongoUrl(server), database };
  return { host, port, database, username: user, password };
}

export function mongoUrl(
  server: TestServer,
  changes: Partial<{ password: string; port: number; query: string }> = {},
): string {
  const { password = server.password, port = server.port, query = '' } = changes;
  return `mongodb://${server.user}:${encodeURIComponent(password)}@127.0.0.1:${port}/?authSource=admin${query}`;
}

const never = new AbortController().signal;

export function call(
  session: Pick<DatabaseSession, 'callTool'>,
  tool: string,
  input: JsonObject,
  signal = never,
): Promise<ToolOutcome> {
  return session.callTool({ tool, input, signal });
}

/** What a tool answered; an outcome that is a failure fails the test with the tool's own words. */
export async function answer(session: DatabaseSession, tool: string, input: JsonObject): Promise<JsonObject> {
  const outcome = await call(session, tool, input);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.content as JsonObject;
}
