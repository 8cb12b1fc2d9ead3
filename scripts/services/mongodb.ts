import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import pg from 'pg';
import { findFreePort } from '../lib/ports';
import { Stop } from '../lib/stop';
import { findProgram, hasDebianTools } from './debian';
import { startContainer } from './docker';
import { startDocumentDb } from './documentdb';
import { listens, startServer } from './process';
import { ADMIN, findGivenServer, type Place, type Server, startedServer } from './server';

/** Puts the wire protocol in front of DocumentDB; given by the tests, whose fixture it is. */
export type StartGateway = (options: {
  url: string;
  tls: { key: Buffer; cert: Buffer };
}) => Promise<{ port: number; tlsPort: number | null; stop(): Promise<void> }>;

/** A mongod where there is one; Debian has none, so there it is DocumentDB behind a gateway. */
export async function startMongoDb(place: Place, startGateway: StartGateway): Promise<Server> {
  const given = findGivenServer('mongodb', 27017);
  if (given) return given;
  const program = findProgram('mongod');
  if (program) return startMongod(program, place);
  return hasDebianTools() ? startBehindGateway(place, startGateway) : startInDocker();
}

async function startBehindGateway({ folder, certificates }: Place, startGateway: StartGateway): Promise<Server> {
  const engine = await startDocumentDb(folder, ADMIN.password);
  try {
    await createEngineUser(engine.url);
    const tls = { key: readFileSync(certificates.keyFile), cert: readFileSync(certificates.certFile) };
    const gateway = await startGateway({ url: engine.url, tls });
    const stop = async () => {
      await gateway.stop();
      await engine.stop();
    };
    return withAuthSource(startedServer('mongodb', { ...gateway, ca: certificates.ca, engineUrl: engine.url, stop }));
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

async function createEngineUser(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create extension if not exists documentdb cascade');
  const user = {
    ...{ createUser: ADMIN.user, pwd: ADMIN.password, $db: 'admin' },
    roles: ['readWriteAnyDatabase', 'clusterAdmin'].map((role) => ({ role, db: 'admin' })),
  };
  await client.query('select documentdb_api.create_user($1::text::documentdb_core.bson)', [JSON.stringify(user)]);
  await client.end();
}

async function startMongod(program: string, { folder, certificates }: Place): Promise<Server> {
  const dataFolder = path.join(folder, 'mongodb');
  mkdirSync(dataFolder, { recursive: true });
  const pem = path.join(folder, 'mongodb.pem');
  writeFileSync(pem, readFileSync(certificates.keyFile, 'utf8') + readFileSync(certificates.certFile, 'utf8'), {
    mode: 0o600,
  });
  const port = await findFreePort();
  const tls = ['--tlsMode', 'preferTLS', '--tlsCertificateKeyFile', pem];
  const where = ['--dbpath', dataFolder, '--port', String(port), '--bind_ip', '127.0.0.1'];
  const stop = await startServer(
    'MongoDB',
    { program, args: [...where, ...tls, '--auth'] },
    { logFile: path.join(folder, 'mongodb.log'), isReady: () => listens(port) },
  );
  // From this machine, the first user may be made without one.
  const client = await MongoClient.connect(`mongodb://127.0.0.1:${port}/?directConnection=true`);
  await client.db('admin').command({ createUser: ADMIN.user, pwd: ADMIN.password, roles: ['root'] });
  await client.close();
  return withAuthSource(startedServer('mongodb', { port, tlsPort: port, ca: certificates.ca, stop }));
}

async function startInDocker(): Promise<Server> {
  const env = { MONGO_INITDB_ROOT_USERNAME: ADMIN.user, MONGO_INITDB_ROOT_PASSWORD: ADMIN.password };
  const started = await startContainer({ image: 'mongo:8', port: 27017, env });
  if (started) return withAuthSource(startedServer('mongodb', started));
  throw new Stop(
    'The tests need MongoDB: install mongod, start Docker, use a Debian machine, or set TEST_MONGODB_URL.',
  );
}

function withAuthSource(server: Server): Server {
  return { ...server, url: `${server.url}?authSource=admin` };
}
