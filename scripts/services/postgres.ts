import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../lib/embedded-postgres';
import { chooseRunner } from '../lib/postgres/runner';
import { ADMIN, findGivenServer, type Place, type Server, startedServer } from './server';

/** The binaries come from npm, so there is nothing to find or to install. */
export async function startPostgres({ folder, certificates }: Place): Promise<Server> {
  const given = findGivenServer('postgres', 5432);
  if (given) return given;
  const home = path.join(folder, 'postgres');
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const own = (source: string, name: string) => {
    const copy = path.join(home, name);
    copyFileSync(source, copy);
    chooseRunner(home).own(copy);
    return copy;
  };
  const server = await startEmbeddedPostgres({
    folder: home,
    password: ADMIN.password,
    settings: {
      ...{ ssl: 'on', ssl_cert_file: own(certificates.certFile, 'server.pem') },
      ...{ ssl_key_file: own(certificates.keyFile, 'server.key'), fsync: 'off', wal_level: 'logical' },
    },
  });
  await prepare(server.url, path.join(home, 'postgres/pg_hba.conf'));
  return startedServer('postgresql', {
    port: server.port,
    tlsPort: server.port,
    ca: certificates.ca,
    stop: server.stop,
  });
}

async function prepare(url: string, accessFile: string): Promise<void> {
  const rules = readFileSync(accessFile, 'utf8');
  writeFileSync(accessFile, `hostnossl all tls_only all reject\nhost all nobody_may all reject\n${rules}`);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create role ${ADMIN.user} superuser login password ${pg.escapeLiteral(ADMIN.password)}`);
  await client.query(`create database ${ADMIN.database} owner ${ADMIN.user}`);
  await client.query('select pg_reload_conf()');
  await client.end();
}
