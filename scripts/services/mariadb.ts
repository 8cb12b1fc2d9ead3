import { mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { findFreePort } from '../lib/ports';
import { Stop } from '../lib/stop';
import { installProgram } from './debian';
import { startContainer } from './docker';
import { listens, runOnce, startServer } from './process';
import { ADMIN, findGivenServer, type Place, type Server, startedServer } from './server';

export async function startMariaDb({ folder, certificates }: Place): Promise<Server> {
  const given = findGivenServer('mariadb', 3306);
  if (given) return given;
  const program = installProgram('mariadbd', ['mariadb-server-core']);
  // mariadb-install-db reads its settings with a tool that Debian packs with the clients.
  if (!program || !installProgram('my_print_defaults', ['mariadb-client-core'])) return startInDocker();

  const dataFolder = path.join(folder, 'mariadb');
  mkdirSync(dataFolder, { recursive: true });
  const { username } = userInfo();
  await runOnce('mariadb-install-db', {
    program: 'mariadb-install-db',
    args: [
      ...['--no-defaults', `--user=${username}`, `--datadir=${dataFolder}`, '--skip-test-db', '--skip-name-resolve'],
      '--auth-root-authentication-method=normal',
    ],
  });
  const port = await findFreePort();
  const stop = await startServer(
    'MariaDB',
    {
      program,
      args: [
        ...[
          '--no-defaults',
          `--user=${username}`,
          `--datadir=${dataFolder}`,
          ...sqlServerArguments(folder, 'mariadb', port),
        ],
        ...[
          `--ssl-ca=${certificates.caFile}`,
          `--ssl-cert=${certificates.certFile}`,
          `--ssl-key=${certificates.keyFile}`,
        ],
      ],
    },
    { logFile: path.join(folder, 'mariadb.log'), isReady: () => listens(port) },
  );
  return startedServer('mysql', { port, tlsPort: port, ca: certificates.ca, stop });
}

/** Shared by MySQL and MariaDB. Files may be read and written by SQL, so that a test can prove that nothing did. */
export function sqlServerArguments(folder: string, name: string, port: number): string[] {
  const initFile = path.join(folder, `${name}.sql`);
  writeFileSync(initFile, INITIAL_SQL, { mode: 0o600 });
  return [
    ...[`--port=${port}`, '--bind-address=127.0.0.1', `--socket=${path.join(folder, `${name}.sock`)}`],
    ...[`--pid-file=${path.join(folder, `${name}.pid`)}`, `--init-file=${initFile}`, '--secure-file-priv='],
    ...['--skip-log-bin', '--innodb-buffer-pool-size=64M', '--innodb-flush-log-at-trx-commit=0'],
  ];
}

const INITIAL_SQL = [
  `CREATE DATABASE ${ADMIN.database};`,
  `CREATE USER ${ADMIN.user}@'%' IDENTIFIED BY '${ADMIN.password}';`,
  `GRANT ALL PRIVILEGES ON *.* TO ${ADMIN.user}@'%' WITH GRANT OPTION;\n`,
].join('\n');

async function startInDocker(): Promise<Server> {
  const env = { MARIADB_RANDOM_ROOT_PASSWORD: '1', MARIADB_USER: ADMIN.user, MARIADB_PASSWORD: ADMIN.password };
  const started = await startContainer({
    image: 'mariadb:11',
    port: 3306,
    env: { ...env, MARIADB_DATABASE: ADMIN.database },
  });
  if (started) return startedServer('mysql', started);
  throw new Stop('The tests need MariaDB: install mariadb-server, start Docker, or set TEST_MARIADB_URL.');
}
