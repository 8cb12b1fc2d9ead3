import cluster from 'node:cluster';
import type { Server } from 'node:http';
import { writeRemainingRecords } from '@/lib/calls/record-call';
import { shareBreakers } from '@/lib/calls/share-breakers';
import { setUpFromEnv } from '@/lib/domain/identity/setup';
import { db } from '@/lib/platform/db';
import type { Env } from '@/lib/platform/env/schema';
import { answerHeartbeat } from '@/lib/platform/heartbeat';
import { log } from '@/lib/platform/log';
import { checkSealedData } from './check-sealed-data';
import { dispatch } from './dispatch';
import { drainOnSignal, endWithParent } from './drain';
import { openServer } from './open-server';
import { shareMetrics } from './share-metrics';
import { StartError } from './start-error';
import { readStaticFiles } from './static-files';
import { surviveUncaughtErrors } from './uncaught-errors';
import { openWeb } from './web/open-web';
import { WebProcess } from './web/web-process';

/** How long a process that is told to stop waits for a database that is away. */
const RECORDS_LIMIT_MS = 5_000;

export async function serve(settings: Env): Promise<void> {
  endWithParent();
  const isDevelopment = settings.NODE_ENV === 'development';
  const beside = isDevelopment ? null : new WebProcess('dist/web.mjs');
  await checkSealedData();
  await setUpFromEnv();
  shareMetrics(() => beside?.channel ?? null);
  shareBreakers();
  const server = openServer();
  const web = beside ?? (await openWeb(settings, server));
  const findStatic = isDevelopment ? () => null : readStaticFiles('.next/static');
  server.on('request', dispatch({ settings, findStatic, web, isDevelopment }));
  drainOnSignal(server, async () => {
    await web.stop();
    await writeRemainingRecords(RECORDS_LIMIT_MS);
    await db().$disconnect();
  });
  await listen(server, settings);
  web.startJobs();
  if (!isDevelopment) answerHeartbeat();
  surviveUncaughtErrors();
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
