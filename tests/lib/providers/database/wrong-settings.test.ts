import { lookup } from 'node:dns/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { JsonObject } from '@/lib/contracts/json';
import { AppError } from '@/lib/errors';
import type { DatabaseIo } from '@/lib/providers/database/kind';
import { mySqlAdmin } from './support/admins';
import { type OddServer, startOddServer } from './support/odd-servers';
import { loopback, mongoUrl, type Subject, subjectOn } from './support/subjects';

/** The names of the network stay closed; those that matter here are given by hand. */
const names: DatabaseIo = {
  async resolveHost(host) {
    if (host === 'nowhere.invalid') {
      throw new AppError('provider_unavailable', `The host ${host} is not known.`, {
        fields: { host: 'unknown host' },
      });
    }
    if (host === 'metadata.internal') {
      throw new AppError(
        'forbidden',
        `The host ${host} is in an address range that this installation does not connect to.`,
      );
    }
    return host === 'localhost' ? { ...(await lookup('127.0.0.1')), family: 4 } : loopback.resolveHost(host);
  },
};

type Case = [wrong: string, changes: JsonObject, field: string];
let http: OddServer;
let silent: OddServer;
let hangsUp: OddServer;

beforeAll(async () => {
  [http, silent, hangsUp] = await Promise.all([
    startOddServer('speaks HTTP'),
    startOddServer('says nothing'),
    startOddServer('hangs up'),
  ]);
  await makeUsers();
});
afterAll(() => Promise.all([http, silent, hangsUp].map((server) => server.close())));

const SECRET = 'a-password-nobody-may-see';
const { strangersCa } = inject('databaseServers');

/** Tries all at once, because some of them wait for a limit of time, and checks that no two failures read the same. */
async function tryAll(kind: 'postgres' | 'mariadb' | 'mysql' | 'redis' | 'mongodb', database: string, cases: Case[]) {
  const subject = subjectOn(kind, database);
  const messages = await Promise.all(cases.map((one) => messageOf(subject, one)));
  expect(new Set(messages).size, messages.join('\n')).toBe(cases.length);
}

async function messageOf(subject: Subject, [wrong, changes, field]: Case): Promise<string> {
  const settings = { ...subject.settings, ...changes };
  const failure = await attempt(() => subject.kind.parseSettings(settings), subject.kind.open);
  expect(failure, wrong).toBeInstanceOf(AppError);
  const { message, detail, code } = failure as AppError;
  const shown = JSON.stringify({ message, ...detail });
  expect(Object.keys(detail.fields ?? {}), `${wrong}: ${shown}`).toContain(field);
  expect(['invalid_request', 'provider_rejected', 'provider_unavailable', 'forbidden'], wrong).toContain(code);
  expect(shown, wrong).not.toContain(SECRET);
  expect(shown, wrong).not.toContain(subject.server.password);
  return detail.fields?.[field] === undefined ? message : `${message} ${detail.fields[field]}`;
}

async function attempt(
  parse: () => JsonObject,
  open: (
    settings: JsonObject,
    io: DatabaseIo,
  ) => { test(signal: AbortSignal): Promise<unknown>; close(): Promise<void> },
): Promise<unknown> {
  try {
    const session = open(parse(), names);
    try {
      return await session.test(AbortSignal.timeout(20_000));
    } finally {
      await session.close();
    }
  } catch (error) {
    return error;
  }
}

const common = (kind: 'postgres' | 'mariadb' | 'mysql' | 'redis'): Case[] => {
  const { ca, tlsPort } = inject('databaseServers')[kind];
  return [
    ['a wrong password', { password: SECRET }, 'password'],
    ['an unknown host', { host: 'nowhere.invalid' }, 'host'],
    ['a forbidden host', { host: 'metadata.internal' }, 'host'],
    ['a host with a scheme', { host: 'https://example.com' }, 'host'],
    ['a refused port', { port: 1 }, 'port'],
    ['a port that is none', { port: 70_000 }, 'port'],
    ['another kind of server', { port: http.port }, 'port'],
    ['a server that says nothing', { port: silent.port }, 'port'],
    ['a certificate of a stranger', { ssl: true, ca: strangersCa, port: tlsPort }, 'ca'],
    ['a certificate for another name', { ssl: true, ca, port: tlsPort, host: 'other.example' }, 'host'],
    ['a certificate that is none', { ssl: true, ca: 'not a certificate', port: tlsPort }, 'ca'],
  ];
};

describe.concurrent('ten wrong settings and more give clear, different messages that name the field', () => {
  test('PostgreSQL', { timeout: 90_000 }, async () => {
    await tryAll('postgres', 'shop', [
      ...common('postgres'),
      ['a missing database', { database: 'nowhere' }, 'database'],
      ['a user who needs TLS', { username: 'tls_only', password: 'x' }, 'ssl'],
      [
        'a database without the right to connect',
        { database: 'closed_shop', username: 'clerk', password: 'clerk' },
        'database',
      ],
    ]);
  });

  test.each(['mariadb', 'mysql'] as const)('%s', { timeout: 90_000 }, async (kind) => {
    await tryAll(kind, 'shop', [
      ...common(kind),
      ['a missing database', { database: 'nowhere' }, 'database'],
      [
        'a database without the right to use it',
        { database: 'mysql', username: 'clerk', password: 'clerk' },
        'database',
      ],
      ['a locked user', { username: 'locked_out', password: 'x' }, 'username'],
    ]);
  });

  test('Redis', { timeout: 90_000 }, async () => {
    const { tlsPort, port } = inject('databaseServers').redis;
    await tryAll('redis', '0', [
      ...common('redis'),
      ['a missing database', { database: 4711 }, 'database'],
      ['a database that is no number', { database: 'shop' }, 'database'],
      ['TLS on a port without it', { ssl: true, port }, 'ssl'],
      ['no TLS on a port with it', { port: tlsPort }, 'ssl'],
    ]);
  });

  test('MongoDB', { timeout: 120_000 }, async () => {
    const { mongodb: server } = inject('databaseServers');
    const url = (changes: Parameters<typeof mongoUrl>[1]) => ({ connection_string: mongoUrl(server, changes) });
    const host = (name: string, query = '') => ({
      connection_string: mongoUrl(server, { port: server.tlsPort ?? 0, query }).replace('127.0.0.1', name),
    });
    const field = 'connection_string';
    await tryAll('mongodb', 'shop', [
      ['a wrong password', url({ password: SECRET }), field],
      ['an unknown host', host('nowhere.invalid'), 'host'],
      ['a forbidden host', host('metadata.internal'), 'host'],
      ['a refused port', url({ port: 1 }), field],
      ['another kind of server', url({ port: http.port }), field],
      ['a server that says nothing', url({ port: silent.port }), field],
      ['a certificate of a stranger', { ...host('localhost', '&tls=true'), ca: strangersCa }, 'ca'],
      ['a certificate for another name', { ...host('other.example', '&tls=true'), ca: server.ca }, field],
      ['TLS on a port without it', url({ query: '&tls=true' }), field],
      ['another scheme', { connection_string: 'https://example.com' }, field],
      ['a string that cannot be read', { connection_string: `mongodb://user:${SECRET}@/@@:::` }, field],
      ['an option that reads files', url({ query: '&tlsCAFile=/etc/passwd' }), field],
      ['a way to sign in that reads the environment', url({ query: '&authMechanism=MONGODB-AWS' }), field],
      ['a name no database can have', { database: 'a/b' }, 'database'],
    ]);
  });
});

async function makeUsers(): Promise<void> {
  const { postgres, mariadb, mysql } = inject('databaseServers');
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(`drop database if exists closed_shop`);
  await client.query(`drop role if exists clerk, tls_only`);
  await client.query(`create role clerk login password 'clerk'; create role tls_only login password 'x'`);
  await client.query('create database closed_shop');
  await client.query('revoke connect on database closed_shop from public');
  await client.end();
  for (const server of [mariadb, mysql]) {
    const admin = await mySqlAdmin(server, 'wrong_settings');
    await admin.run(`drop user if exists clerk, locked_out;
      create user clerk identified by 'clerk';
      create user locked_out identified by 'x' account lock`);
    await admin.close();
  }
}
