import cluster from 'node:cluster';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import next from 'next';
import { setUpFromEnv } from '@/lib/domain/identity/setup';
import { startJobs, stopJobs } from '@/lib/domain/installation/jobs';
import { db } from '@/lib/platform/db';
import type { Env } from '@/lib/platform/env/schema';
import { log } from '@/lib/platform/log';
import { checkSealedData } from './check-sealed-data';
import { shareMetrics } from './cluster-metrics';
import { dispatch } from './dispatch';
import { drainOnSignal, endWithParent } from './drain';
import { StartError } from './start-error';
import { readStaticFiles } from './static-files';

/** Node's own default is five seconds, which makes load balancers trip over connections that close under them. */
const KEEP_ALIVE_MS = 65_000;
/** The longest a client may take to send its headers, and its whole request: slow senders must not hold sockets. */
const HEADERS_MS = 20_000;
const REQUEST_MS = 120_000;

export async function serve(settings: Env): Promise<void> {
  endWithParent();
  await checkSealedData();
  shareMetrics();
  await setUpFromEnv();
  const isDevelopment = settings.NODE_ENV === 'development';
  const server = createServer({ keepAlive: true, noDelay: true });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;

  const app = next({ dev: isDevelopment, hostname: settings.HOST, port: settings.PORT, httpServer: server });
  await app.prepare();
  const findStatic = isDevelopment ? () => null : readStaticFiles('.next/static');
  server.on('request', dispatch({ settings, findStatic, next: app.getRequestHandler(), isDevelopment }));

  let jobs = Promise.resolve();
  drainOnSignal(server, async () => {
    await jobs; // what is still starting cannot be stopped yet
    await stopJobs();
    await app.close();
    await db().$disconnect();
  });
  await listen(server, settings);
  // A server without its jobs is worse than none with them, and better than none at all.
  jobs = startJobs().catch((cause) => log().error({ cause }, 'the jobs could not be started'));
  log().info({ host: settings.HOST, port: settings.PORT, worker: cluster.worker?.id }, 'listening');
}

function listen(server: Server, { HOST, PORT }: Env): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE';
      reject(
        isTaken
          ? new StartError(`Port ${PORT} on ${HOST} is in use by another program; set PORT to a free one.`)
          : error,
      );
    });
    server.listen(PORT, HOST, resolve);
  });
}
