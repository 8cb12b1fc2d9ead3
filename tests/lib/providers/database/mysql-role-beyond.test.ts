import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DatabaseRole } from '@/lib/contracts/database-role';
import { mySqlAdmin, type SqlAdmin } from './support/admins';
import { checkRole } from './support/check-role';
import { subjectOn } from './support/subjects';

const DATABASE = 'beyond_shop';
const PASSWORD = 'of the tests alone';
/** Calls come from here, so that what the anonymous user may from here is nothing to the tests of others. */
const FROM = '127.0.0.2';
const USERS = ['beyond_user', 'beyond_boss'];

/** Hands on what it gets, from an address of its own. */
async function startForwarder(port: number): Promise<Server> {
  const server = createServer((caller) => {
    const onward = connect({ host: '127.0.0.1', port, localAddress: FROM });
    caller.pipe(onward).pipe(caller);
    caller.on('error', () => onward.destroy()).on('close', () => onward.destroy());
    onward.on('error', () => caller.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

// Linux alone has the address without being told.
describe.runIf(process.platform === 'linux').each(['mysql', 'mariadb'] as const)(
  'what no grant to the user itself says: %s',
  (server) => {
    const subject = subjectOn(server, DATABASE);
    let admin: SqlAdmin;
    let forwarder: Server;
    beforeAll(async () => {
      forwarder = await startForwarder(subject.server.port);
      admin = await mySqlAdmin(subject.server, DATABASE);
      await admin.run('create table orders (id int)');
      await admin.run('drop database if exists beyond_open; create database beyond_open');
    });
    beforeEach(async () => {
      await admin.run(`create user ''@'${FROM}' identified by 'nobody knows it'`);
      for (const name of USERS) await admin.run(`create user ${name}@'${FROM}' identified by '${PASSWORD}'`);
      await admin.run(`grant select on ${DATABASE}.* to beyond_user@'${FROM}'`);
    });
    afterEach(async () => {
      await admin.run(`drop user ''@'${FROM}'`);
      for (const name of USERS) await admin.run(`drop user ${name}@'${FROM}'`);
    });
    afterAll(async () => {
      forwarder.close();
      await admin.run('drop database beyond_open');
      await admin.close();
    });

    async function check(...statements: string[]): Promise<Pick<DatabaseRole, 'level'> & { rights: string[][] }> {
      for (const statement of statements) await admin.run(statement);
      const { port } = forwarder.address() as AddressInfo;
      const session = subject.open({ username: 'beyond_user', password: PASSWORD, port });
      const { level, rights } = await checkRole(session);
      return { level, rights: rights.map(({ right, names }) => [right, ...names]) };
    }

    const READS_ALL = `grant select on *.* to beyond_user@'${FROM}'`;

    test('the anonymous user may read: nothing', async () => {
      expect(await check(`grant select on \`beyond\\_open\`.* to ''@'${FROM}'`)).toEqual({
        level: 'reads',
        rights: [],
      });
    });

    test('the anonymous user may write in a database of which the user has nothing', async () => {
      const role = await check(`grant insert, delete, create on \`beyond\\_open\`.* to ''@'${FROM}'`);
      expect(role).toEqual({
        level: 'writes',
        rights: [
          ['write_tables', 'beyond_open.*'],
          ['change_tables', 'beyond_open.*'],
        ],
      });
    });

    test('the anonymous user may write, and the user reads the table of who may', async () => {
      const role = await check(
        READS_ALL,
        `grant update, execute on \`beyond\\_o%\`.* to ''@'${FROM}' with grant option`,
      );
      expect(role).toEqual({
        level: 'dangerous',
        rights: [
          ['grant_rights', 'beyond_o%.*'],
          ['write_tables', 'beyond_o%.*'],
          ['run_routines', 'beyond_o%.*'],
        ],
      });
    });

    test('an anonymous user of another place counts for nothing', async () => {
      await admin.run(`create user ''@'elsewhere.example' identified by 'nobody knows it'`);
      try {
        const role = await check(READS_ALL, `grant insert on \`beyond\\_open\`.* to ''@'elsewhere.example'`);
        expect(role).toEqual({ level: 'reads', rights: [] });
      } finally {
        await admin.run(`drop user ''@'elsewhere.example'`);
      }
    });

    test('asking leaves nothing behind', async () => {
      await check(`grant all on \`beyond\\_open\`.* to ''@'${FROM}'`);
      expect(await admin.run('show tables from beyond_open')).toEqual([]);
    });

    test('whom the user may stand for is told', async () => {
      const role = await check(
        `insert into mysql.proxies_priv (host, user, proxied_host, proxied_user, with_grant, grantor)
       values ('${FROM}', 'beyond_user', '${FROM}', 'beyond_boss', 0, '')`,
        'flush privileges',
      );
      expect(role).toEqual({ level: 'dangerous', rights: [['act_as_users', `beyond_boss@${FROM}`]] });
    });
  },
);
