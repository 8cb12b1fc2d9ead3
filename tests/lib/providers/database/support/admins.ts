import { MongoClient } from 'mongodb';
import mysql from 'mysql2/promise';
import pg from 'pg';
import { createClient } from 'redis';
import type { TestServer } from '@/tests/support/database-servers';
import { mongoUrl } from './subjects';

/** Direct connections of a user who may do everything: they prepare, and look at what is left afterwards. */
export async function postgresAdmin(server: TestServer, database: string) {
  const entry = new pg.Client({ connectionString: server.url });
  await entry.connect();
  await entry.query(`drop database if exists ${database} with (force)`);
  await entry.query(`create database ${database}`);
  await entry.end();
  const { host, port, user, password } = server;
  const client = new pg.Client({ host, port, user, password, database });
  await client.connect();
  return {
    run: async (sql: string): Promise<unknown[]> => {
      const result = await client.query(sql);
      return Array.isArray(result) ? [] : result.rows;
    },
    close: () => client.end(),
  };
}

export async function mySqlAdmin(server: TestServer, database: string) {
  const { host, port, user, password } = server;
  const connection = await mysql.createConnection({ host, port, user, password, multipleStatements: true });
  await connection.query(`drop database if exists ${database}; create database ${database}; use ${database}`);
  return {
    run: async (sql: string): Promise<unknown[]> => (await connection.query(sql))[0] as unknown[],
    close: () => connection.end(),
  };
}

export type SqlAdmin = Awaited<ReturnType<typeof postgresAdmin>>;

export async function redisAdmin(server: TestServer, database: number) {
  const client = createClient({
    username: server.user,
    password: server.password,
    database,
    socket: { host: server.host, port: server.port },
  });
  await client.connect();
  await client.flushDb();
  return client;
}

export type RedisAdmin = Awaited<ReturnType<typeof redisAdmin>>;

export async function mongoAdmin(server: TestServer, database: string) {
  const client = await MongoClient.connect(mongoUrl(server), { directConnection: true });
  await client.db(database).dropDatabase();
  return { db: client.db(database), close: () => client.close() };
}

/** How many aggregations the server itself is working on: asked of the engine where the protocol stands in front of one. */
export async function mongoWatch({ engineUrl }: TestServer, client: MongoClient) {
  if (!engineUrl) {
    const running = async () => {
      const { inprog } = await client.db('admin').command({ currentOp: 1, active: true });
      return inprog.filter(({ command }: { command?: { aggregate?: unknown } }) => command?.aggregate === 'many')
        .length;
    };
    return { running, close: async () => {} };
  }
  const engine = new pg.Client({ connectionString: engineUrl });
  await engine.connect();
  const running = async () => {
    const { rows } = await engine.query(
      "select count(*)::int as n from pg_stat_activity where state = 'active' and query ilike '%aggregate%' and pid <> pg_backend_pid()",
    );
    return rows[0].n as number;
  };
  return { running, close: () => engine.end() };
}
