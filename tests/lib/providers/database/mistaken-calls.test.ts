import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '@/lib/contracts/json';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { mySqlAdmin, postgresAdmin, type SqlAdmin } from './support/admins';
import { answer, call, subjectOn } from './support/subjects';

/** Only a server that cannot be used may open the breaker, which holds back everybody's calls. */
const DATABASE = 'mistaken';
const saved = (name: string, statement: string) => ({ name, description: name, statement, parameters: [] });

type Mistake = [tool: string, input: JsonObject];

const OF_BOTH: Mistake[] = [
  ['query', { query: '' }],
  ['query', { query: ';' }],
  ['query', { query: '-- nothing' }],
  ['query', { query: 'select 1; select 2' }],
  ['query', { query: 'select 1', cursor: '-1' }],
  ['unknown_name', {}],
];

describe('a mistaken call of PostgreSQL is the answer of that call, and its connection goes on', () => {
  const subject = subjectOn('postgres', DATABASE);
  let admin: SqlAdmin;
  let session: DatabaseSession;
  beforeAll(async () => {
    admin = await postgresAdmin(subject.server, DATABASE);
    await admin.run(`create table t (id int);
      create function stops() returns int language plpgsql as
        $$ begin raise exception 'I stop' using errcode = '57P01'; end $$;
      create function loses() returns int language plpgsql as
        $$ begin raise exception 'I lose' using errcode = '08006'; end $$;`);
    session = subject.open({
      allow_writes: true,
      allowed_functions: ['stops', 'loses'],
      saved_queries: [saved('unknown_name', 'select :name'), saved('numbered', 'select $1')],
    });
  });
  afterAll(async () => {
    await session.close();
    await admin.close();
  });

  test.each<Mistake>([
    ...OF_BOTH,
    ['query', { query: 'select $1' }],
    ['query', { query: 'select 1', params: [1] }],
    ['query', { query: 'select $1::int, $2::int', params: [1] }],
    ['query', { query: 'select $99999' }],
    ['query', { query: 'select id from t where id = $1' }],
    ['explain', { query: 'select $1' }],
    ['explain', { query: 'select 1', params: [1] }],
    ['write', { query: 'insert into t values ($1)' }],
    ['write', { query: 'copy t from stdin' }],
    ['write', { query: 'listen x' }],
    ['query', { query: 'copy t from stdin' }],
    ['query', { query: 'copy t to stdout' }],
    ['query', { query: 'listen x' }],
    ['query', { query: 'select pg_terminate_backend(pg_backend_pid())' }],
    ['query', { query: 'select stops()' }],
    ['query', { query: 'select loses()' }],
    ['numbered', {}],
  ])('%s %j', async (tool, input) => {
    expect(await call(session, tool, input).catch(refusal)).toMatchObject({ ok: false });
    expect(await answer(session, 'query', { query: 'select 1 as one' })).toMatchObject({ rows: [[1]] });
  });

  test('it says that the parameters do not fit', async () => {
    for (const tool of ['query', 'explain']) {
      expect(await call(session, tool, { query: 'select $1' })).toMatchObject({
        reason: 'The parameters do not fit the placeholders.',
      });
    }
  });
});

describe.each(['mysql', 'mariadb'] as const)('a mistaken call of %s is the answer of that call', (server) => {
  const subject = subjectOn(server, DATABASE);
  let admin: SqlAdmin;
  let session: DatabaseSession;
  beforeAll(async () => {
    admin = await mySqlAdmin(subject.server, DATABASE);
    await admin.run('create table t (id int)');
    session = subject.open({
      allow_writes: true,
      saved_queries: [saved('unknown_name', 'select :name'), saved('question', 'select ?')],
    });
  });
  afterAll(async () => {
    await session.close();
    await admin.run(`drop database ${DATABASE}`);
    await admin.close();
  });

  test.each<Mistake>([
    ...OF_BOTH,
    ['query', { query: 'select ?' }],
    ['query', { query: 'select ?, ?', params: [1] }],
    ['explain', { query: 'select ?' }],
    ['write', { query: 'insert into t values (?)' }],
    ['write', { query: "load data local infile '/etc/hostname' into table t" }],
    ['query', { query: 'kill connection_id()' }],
    ['write', { query: 'kill connection_id()' }],
    ['question', {}],
  ])('%s %j', async (tool, input) => {
    expect(await call(session, tool, input).catch(refusal)).toMatchObject({ ok: false });
    expect(await answer(session, 'query', { query: "select 'one'" })).toMatchObject({ rows: [['one']] });
  });
});

/** Input that no schema takes is refused before it gets here, as the caller's mistake too. */
function refusal(error: { code?: string }): object {
  return error.code === 'invalid_request' ? { ok: false } : { thrown: error.code ?? String(error) };
}
