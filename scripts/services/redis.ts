import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { findFreePort } from '../lib/ports';
import { Stop } from '../lib/stop';
import { installProgram } from './debian';
import { startContainer } from './docker';
import { listens, startServer } from './process';
import { ADMIN, findGivenServer, type Place, type Server, startedServer } from './server';

/** With a named user, whose rights an access list holds, and TLS on a second port. */
export async function startRedis({ folder, certificates }: Place): Promise<Server> {
  const given = findGivenServer('redis', 6379);
  if (given) return given;
  const program = installProgram('redis-server', ['redis-server']);
  if (!program) return startInDocker();

  const dataFolder = path.join(folder, 'redis');
  mkdirSync(dataFolder, { recursive: true });
  const [port, tlsPort] = [await findFreePort(), await findFreePort()];
  const { caFile, certFile, keyFile } = certificates;
  const stop = await startServer(
    'Redis',
    {
      program,
      args: [
        ...[
          '--port',
          String(port),
          '--bind',
          '127.0.0.1',
          '--dir',
          dataFolder,
          '--save',
          '',
          '--enable-debug-command',
          'yes',
        ],
        ...['--tls-port', String(tlsPort), '--tls-auth-clients', 'no'],
        ...['--tls-cert-file', certFile, '--tls-key-file', keyFile, '--tls-ca-cert-file', caFile],
        ...accessList(),
      ],
    },
    { logFile: path.join(folder, 'redis.log'), isReady: () => listens(tlsPort) },
  );
  return { ...startedServer('redis', { port, tlsPort, ca: certificates.ca, stop }), database: '0' };
}

function accessList(): string[] {
  return ['--user', ADMIN.user, 'on', `>${ADMIN.password}`, '~*', '&*', '+@all', '--user', 'default', 'off'];
}

async function startInDocker(): Promise<Server> {
  const started = await startContainer({ image: 'redis:7', port: 6379, args: ['redis-server', ...accessList()] });
  if (started) return { ...startedServer('redis', started), database: '0' };
  throw new Stop('The tests need Redis: install redis-server, start Docker, or set TEST_REDIS_URL.');
}
