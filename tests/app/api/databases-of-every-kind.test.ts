import { beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { POST as query } from '@/app/api/databases/[db_id]/query/route';
import { GET as read } from '@/app/api/databases/[db_id]/route';
import { POST as saveQuery } from '@/app/api/databases/[db_id]/saved-queries/route';
import { GET as browse } from '@/app/api/databases/[db_id]/schema/route';
import { POST as connect } from '@/app/api/databases/connect/route';
import { POST as tryOut } from '@/app/api/databases/test/route';
import type { JsonObject } from '@/lib/contracts/json';
import type { ServerKind } from '@/scripts/services/servers';
import { mongoUrl } from '@/tests/lib/providers/database/support/subjects';
import { ask, type Question } from '@/tests/support/ask';
import { useDatabase } from '@/tests/support/database';
import type { TestServer } from '@/tests/support/database-servers';
import { makeWorkspace, type TestPerson } from '@/tests/support/people';

useDatabase();

/** The tests connect as whoever set the server up. */
const accepted = { accept_dangerous_role: true };

type Sample = {
  db_type: string;
  product: RegExp;
  reach(server: TestServer): JsonObject;
  input: JsonObject;
  saved: { parameters: JsonObject[]; statement: JsonObject | string; input: JsonObject };
  forbidden: JsonObject;
};

const fields = ({ host, port, user, password }: TestServer) => ({ host, port, username: user, password });
const text = [{ name: 'what', type: 'string' }];

const KINDS: Record<Exclude<ServerKind, 'mysql'>, Sample> = {
  postgres: {
    ...{ db_type: 'postgres', product: /^PostgreSQL$/ },
    reach: (server) => ({ ...fields(server), database: server.database }),
    input: { query: 'select 1 as one' },
    saved: { parameters: text, statement: 'select :what::text as what', input: { what: "it's" } },
    forbidden: { query: 'create table t (a int)' },
  },
  mariadb: {
    ...{ db_type: 'mysql', product: /^MariaDB$/ },
    reach: (server) => ({ ...fields(server), database: server.database }),
    input: { query: 'select 1 as one' },
    saved: { parameters: text, statement: 'select :what as what', input: { what: "it's" } },
    forbidden: { query: 'create table t (a int)' },
  },
  redis: {
    ...{ db_type: 'redis', product: /^(Redis|Valkey)$/ },
    reach: fields,
    input: { command: 'DBSIZE' },
    saved: { parameters: text, statement: { command: 'TYPE', args: [{ $parameter: 'what' }] }, input: { what: 'x' } },
    forbidden: { command: 'FLUSHALL' },
  },
  mongodb: {
    ...{ db_type: 'mongodb', product: /./ },
    reach: (server) => ({ connection_string: mongoUrl(server), database: 'of_every_kind' }),
    input: { operation: 'count', collection: 'things' },
    saved: {
      parameters: text,
      statement: { operation: 'find', collection: 'things', filter: { name: { $parameter: 'what' } } },
      input: { what: 'x' },
    },
    forbidden: { operation: 'aggregate', collection: 'things', pipeline: [{ $out: 'others' }] },
  },
};

describe.each(Object.keys(KINDS) as (keyof typeof KINDS)[])('%s, through the same endpoints', (name) => {
  const { db_type, product, reach, input, saved, forbidden } = KINDS[name];
  let server: TestServer;
  let me: TestPerson;
  beforeAll(() => {
    server = inject('databaseServers')[name];
  });
  beforeEach(async () => {
    me = (await makeWorkspace()).member;
  });

  async function answer(handler: unknown, question: Question) {
    const response = await ask(handler, { as: me, ...question });
    const told = await response.text();
    expect(told).not.toContain(server.password);
    expect(told).not.toContain(encodeURIComponent(server.password));
    return { status: response.status, body: JSON.parse(told) };
  }

  test('tries, connects, reads, browses, saves a query, and refuses to write', async () => {
    const tried = await answer(tryOut, { body: { db_type, ...reach(server) } });
    expect(tried.body).toMatchObject({ success: true, server_product: expect.stringMatching(product) });

    const connected = await answer(connect, { body: { db_type, name: 'Mine', ...reach(server), ...accepted } });
    expect(connected.status).toBe(201);
    const params = { db_id: connected.body.db_id };
    const run = async (body: unknown) => (await answer(query, { params, body })).body;
    expect(await run({ input })).toMatchObject({ success: true });
    expect((await answer(browse, { params })).body).toMatchObject({ success: true });
    expect(await run({ input: forbidden })).toMatchObject({ success: false, error: expect.any(String) });

    const { parameters, statement } = saved;
    const wanted = { name: 'mine', description: 'Of mine.', parameters, statement };
    expect((await answer(saveQuery, { params, body: wanted })).status).toBe(201);
    expect(await run({ tool: 'mine', input: saved.input })).toMatchObject({ success: true });
    expect(await run({ tool: 'mine', input: {} })).toMatchObject({ error: { code: 'invalid_request' } });

    const { body } = await answer(read, { params });
    expect(body).toMatchObject({ db_type, status: 'connected', secrets: [expect.any(String)] });
  });

  test('a wrong password is an answer that names where it stands', async () => {
    const wrong = name === 'mongodb' ? { connection_string: mongoUrl(server, { password: 'no' }) } : { password: 'no' };
    const { status, body } = await answer(tryOut, { body: { db_type, ...reach(server), ...wrong } });
    expect([status, body.success, Object.keys(wrong)]).toEqual([200, false, [body.field]]);
  });
});
