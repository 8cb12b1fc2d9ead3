import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { DatabaseRole } from '@/lib/contracts/database-role';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { askRole } from '@/lib/providers/database/role';
import { type RedisAdmin, redisAdmin } from './support/admins';
import { answer, subjectOn } from './support/subjects';

const DATABASE = 7;
const PASSWORD = 'of the tests alone';
const subject = subjectOn('redis', String(DATABASE));
const signal = AbortSignal.timeout(120_000);
let admin: RedisAdmin;

beforeAll(async () => {
  admin = await redisAdmin(subject.server, DATABASE);
  await admin.set('name', 'Lamp');
  await admin.hSet('hash', { a: '1' });
});
afterEach(() => admin.sendCommand(['ACL', 'DELUSER', 'role_user']));
afterAll(() => admin.close());

/** What docs/databases.md recommends. */
const READER = '~* -@all +@read -@dangerous +hello +select +ping +command|info';

async function open(rules: string): Promise<DatabaseSession> {
  await admin.sendCommand(['ACL', 'SETUSER', 'role_user', 'reset', 'on', `>${PASSWORD}`, ...rules.split(' ')]);
  return subject.open({ username: 'role_user', password: PASSWORD });
}

async function check(session: DatabaseSession): Promise<DatabaseRole> {
  const role = await askRole(session, signal).finally(() => session.close());
  if (!role) throw new Error('Redis is always asked.');
  return role;
}

test.each<[what: string, rules: string, level: string, rights: string[]]>([
  ['reading', READER, 'reads', []],
  ['reading some keys', READER.replace('~*', '%R~shop:*'), 'reads', []],
  ['everything', '~* +@all', 'dangerous', ['superuser']],
  ['writing', `${READER} +@write`, 'writes', ['write_keys']],
  ['writing other keys than any that is tried', `${READER.replace('~*', '~shop:*')} +del`, 'writes', ['write_keys']],
  ['one command that writes', `${READER} +zrem`, 'writes', ['write_keys']],
  ['scripts', `${READER} +@scripting`, 'dangerous', ['run_scripts']],
  ['users', `${READER} +acl`, 'dangerous', ['create_roles']],
  ['modules, which this server has switched off for everybody', `${READER} +module`, 'reads', []],
  ['settings', `${READER} +config`, 'dangerous', ['change_server']],
  ['other connections', `${READER} +client`, 'dangerous', ['signal_sessions', 'see_sessions']],
  ['all but the dangerous', `~* +@all -@dangerous -@admin`, 'dangerous', ['run_scripts', 'write_keys']],
])('tells what a user may do: %s', async (_, rules, level, rights) => {
  const role = await check(await open(rules));
  expect({ level: role.level, rights: role.rights.map(({ right }) => right) }).toEqual({ level, rights });
});

test('says what it did not try, so that nobody takes a user with one such command for a reader', async () => {
  const role = await check(await open(`${READER} +flushall`));
  expect(role.untried).toContain('FLUSHALL');
});

test('asking changes nothing, and the connection serves calls as before', async () => {
  const state = async () => [
    await admin.dbSize(),
    await admin.get('name'),
    await admin.sendCommand(['ACL', 'LIST']),
    await admin.sendCommand(['CONFIG', 'GET', '*']),
  ];
  const session = await open('~* +@all');
  const before = await state();
  await askRole(session, signal);
  expect(await state()).toEqual(before);
  await answer(session, 'query', { command: 'GET', args: ['name'] });
  await session.close();
});

test('the user that is recommended reads with every tool', async () => {
  const session = await open(READER);
  expect((await session.test(signal)).server.product).toMatch(/Redis|Valkey/);
  expect(await answer(session, 'query', { command: 'HGETALL', args: ['hash'] })).toMatchObject({ reply: { a: '1' } });
  await answer(session, 'schema', {});
  await answer(session, 'schema', { key: 'hash' });
  await session.close();
});

test('a right is shown with the commands that it comes from', async () => {
  expect((await check(await open(`${READER} +@write`))).rights).toEqual([
    { right: 'write_keys', level: 'writes', names: ['SET', 'DEL', 'EXPIRE'] },
  ]);
});
