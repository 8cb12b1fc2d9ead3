import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { DatabaseRole } from '@/lib/contracts/database-role';
import type { DatabaseSession } from '@/lib/providers/database/kind';
import { askRole } from '@/lib/providers/database/role';
import { type RedisAdmin, redisAdmin } from './support/admins';
import { checkRole } from './support/check-role';
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

/** What docs/databases.md recommends: the server says itself what this user may do. */
const READER = '~* -@all +@read -@dangerous +hello +select +ping +command|info +acl|dryrun';
/** Only commands that do nothing can be tried. */
const PLAIN = READER.replace(' +acl|dryrun', '');

async function open(rules: string): Promise<DatabaseSession> {
  await admin.sendCommand(['ACL', 'SETUSER', 'role_user', 'reset', 'on', `>${PASSWORD}`, ...rules.split(' ')]);
  return subject.open({ username: 'role_user', password: PASSWORD });
}

type Case = [what: string, rules: string, level: string, rights: string[]];

const CASES: Case[] = [
  ['reading', '', 'reads', []],
  ['reading some keys', 'resetkeys %R~shop:*', 'reads', []],
  ['everything', 'allkeys +@all', 'dangerous', ['superuser']],
  ['writing', '+@write -@dangerous -@scripting', 'writes', ['write_keys']],
  ['writing other keys than any that is tried', 'resetkeys ~shop:* +del', 'writes', ['write_keys']],
  ['one command that writes', '+zrem', 'writes', ['write_keys']],
  ['scripts', '+@scripting', 'dangerous', ['run_scripts', 'signal_sessions']],
  ['users', '+acl', 'dangerous', ['create_roles', 'see_sessions', 'see_passwords']],
  ['settings', '+config', 'dangerous', ['see_passwords', 'change_server']],
  ['other connections', '+client', 'dangerous', ['signal_sessions', 'see_sessions']],
];

/** Each by itself, as one subcommand or one command of many. */
const SINGLE: Case[] = [
  [
    'all that writes, which other servers and functions are among',
    '+@write',
    'dangerous',
    ['run_scripts', 'reach_servers', 'write_keys'],
  ],
  ['one subcommand that makes users', '+acl|setuser', 'dangerous', ['create_roles']],
  ['one subcommand that shows hashes of passwords', '+acl|list', 'dangerous', ['see_passwords']],
  ['one subcommand that changes settings', '+config|set', 'dangerous', ['change_server']],
  ['one subcommand that shows passwords', '+config|get', 'dangerous', ['see_passwords']],
  ['one subcommand that holds everybody up', '+client|pause', 'dangerous', ['signal_sessions']],
  ['one subcommand that loads functions', '+function|load', 'dangerous', ['run_scripts']],
  ['one subcommand that loads scripts', '+script|load', 'dangerous', ['run_scripts']],
  ['one subcommand that makes groups', '+xgroup|create', 'writes', ['write_keys']],
  ['one subcommand of the cluster', '+cluster|meet', 'dangerous', ['change_server']],
  ['emptying', '+flushdb', 'writes', ['write_keys']],
  ['emptying everything', '+flushall', 'writes', ['write_keys']],
  ['counting', '+incr', 'writes', ['write_keys']],
  ['copying to another server', '+migrate', 'dangerous', ['reach_servers']],
  ['following another server', '+slaveof', 'dangerous', ['change_server']],
  ['watching', '+monitor', 'dangerous', ['see_sessions']],
  ['reading by script', '+eval_ro', 'dangerous', ['run_scripts']],
  ['calling functions', '+fcall', 'dangerous', ['run_scripts']],
  ['debugging', '+debug', 'dangerous', ['change_server']],
  ['saving in the background', '+bgsave', 'dangerous', ['change_server']],
  ['stopping the server', '+shutdown', 'dangerous', ['change_server']],
  ['replicating', '+psync', 'dangerous', ['replicate']],
  ['showing how the server is doing', '+info +keys +slowlog|len +latency|latest +role', 'reads', []],
];

const told = (role: DatabaseRole) => ({ level: role.level, rights: role.rights.map(({ right }) => right) });

test.each([...CASES, ...SINGLE])('the server says what a user may do: %s', async (_, rules, level, rights) => {
  const role = await checkRole(await open(`${READER} ${rules} +acl|dryrun`));
  expect({ ...told(role), untried: role.untried }).toEqual({ level, rights, untried: [] });
});

test.each([
  ...CASES.filter(([what]) => what !== 'scripts'),
  ['one subcommand that shows passwords', '+config|get', 'dangerous', ['see_passwords']] satisfies Case,
  ['modules, which this server has switched off for everybody', '+module', 'reads', []] satisfies Case,
])('what a user may do is tried with commands that do nothing: %s', async (_, rules, level, rights) => {
  expect(told(await checkRole(await open(`${PLAIN} ${rules}`)))).toEqual({ level, rights });
});

test('says what it did not try, so that nobody takes a user with one such command for a reader', async () => {
  const plain = await checkRole(await open(`${PLAIN} +flushall`));
  expect(plain.untried).toEqual(expect.arrayContaining(['FLUSHALL', 'CLIENT PAUSE', 'INCR', 'SHUTDOWN']));
  const blind = await checkRole(await open(`${PLAIN} -command|info +flushall`));
  expect(blind.untried).toContain('FLUSHALL');
});

test('whom the server tells of its rights leaves nothing in the log of refused commands', async () => {
  await admin.sendCommand(['ACL', 'LOG', 'RESET']);
  await checkRole(await open(READER));
  expect(await admin.sendCommand(['ACL', 'LOG'])).toEqual([]);
});

test.each([
  ['asking', '+acl|dryrun'],
  ['commands that do nothing', '-acl|dryrun'],
])('%s changes nothing, and calls are served as before', async (_, rules) => {
  const state = async () => [
    await admin.dbSize(),
    await admin.get('name'),
    await admin.sendCommand(['ACL', 'LIST']),
    await admin.sendCommand(['CONFIG', 'GET', '*']),
  ];
  const session = await open(`~* +@all ${rules}`);
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
  expect((await checkRole(await open(`${READER} +set +zrem +xgroup|create`))).rights).toEqual([
    { right: 'write_keys', level: 'writes', names: expect.arrayContaining(['SET', 'XGROUP CREATE', 'ZREM']) },
  ]);
});
