import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { findFreePort } from '../lib/ports';
import { Stop } from '../lib/stop';
import { findProgram, hasDebianTools } from './debian';
import { programIn, unpackFromUnstable } from './debian-unstable';
import { startContainer } from './docker';
import { sqlServerArguments } from './mariadb';
import { listens, runOnce, startServer } from './process';
import { ADMIN, findGivenServer, type Place, type Server, startedServer } from './server';

export async function startMySql({ folder, certificates }: Place): Promise<Server> {
  const given = findGivenServer('mysql', 3306);
  if (given) return given;
  const server = findServer();
  if (!server) return startInDocker();

  const dataFolder = path.join(folder, 'mysql');
  rmSync(dataFolder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const where = [
    ...server.args,
    '--no-defaults',
    `--user=${userInfo().username}`,
    `--datadir=${dataFolder}`,
    ...server.own,
  ];
  await runOnce('mysqld --initialize', { program: server.program, args: [...where, '--initialize-insecure'] });
  const port = await findFreePort();
  const stop = await startServer(
    'MySQL',
    {
      program: server.program,
      args: [
        ...where,
        ...sqlServerArguments(folder, 'mysql', port),
        ...['--mysqlx=OFF', '--performance-schema=OFF', '--federated'],
        ...[
          `--ssl-ca=${certificates.caFile}`,
          `--ssl-cert=${certificates.certFile}`,
          `--ssl-key=${certificates.keyFile}`,
        ],
      ],
    },
    { logFile: path.join(folder, 'mysql.log'), isReady: () => listens(port) },
  );
  return startedServer('mysql', { port, tlsPort: port, ca: certificates.ca, stop });
}

type Program = { program: string; args: string[]; own: string[] };

/** Debian stable has no MySQL and MariaDB calls itself mysqld there, so the version decides. */
function findServer(): Program | null {
  const found = findProgram('mysqld');
  const version = found ? spawnSync(found, ['--no-defaults', '--version'], { encoding: 'utf8' }).stdout : '';
  if (found && !/mariadb/i.test(version)) return { program: found, args: [], own: [] };
  if (!hasDebianTools()) return null;
  const tree = unpackFromUnstable('mysql', ['mysql-server-core']);
  const own = [
    ...[`--basedir=${tree}/usr`, `--lc-messages-dir=${tree}/usr/share/mysql`],
    ...[`--character-sets-dir=${tree}/usr/share/mysql/charsets`, `--plugin-dir=${tree}/usr/lib/mysql/plugin`],
  ];
  return { ...programIn(tree, 'usr/sbin/mysqld'), own };
}

async function startInDocker(): Promise<Server> {
  const env = { MYSQL_RANDOM_ROOT_PASSWORD: '1', MYSQL_USER: ADMIN.user, MYSQL_PASSWORD: ADMIN.password };
  const started = await startContainer({
    image: 'mysql:9',
    port: 3306,
    env: { ...env, MYSQL_DATABASE: ADMIN.database },
  });
  if (started) return startedServer('mysql', started);
  throw new Stop('The tests need MySQL: install mysql-server, start Docker, or set TEST_MYSQL_URL.');
}
