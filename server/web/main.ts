import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { db } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { answerHeartbeat } from '@/lib/platform/heartbeat';
import { log } from '@/lib/platform/log';
import { nameProcess } from '@/lib/platform/metrics';
import { endStreams } from '@/lib/platform/shutdown';
import { endWithParent } from '../drain';
import { explainAndExit } from '../explain';
import { tellMetrics } from '../share-metrics';
import { surviveUncaughtErrors } from '../uncaught-errors';
import { type Listening, Order, SOCKET_FILE } from './messages';
import { openWeb } from './open-web';
import type { Web } from './web';

// The web process: Next and the jobs, at a socket that only the server in front of it can open.
try {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
  endWithParent();
  nameProcess('web');
  tellMetrics();
  const server = createServer({ keepAlive: true, noDelay: true });
  // The server in front keeps its connections, and has seen to slow senders and to the size of headers.
  for (const limit of ['keepAliveTimeout', 'headersTimeout', 'requestTimeout'] as const) server[limit] = 0;
  server.maxHeadersCount = 0;
  const web = await openWeb(env(), server);
  server.on('request', (incoming, outgoing) => {
    web.answer(incoming, outgoing).catch((error: unknown) => {
      if (!outgoing.destroyed) {
        log().error({ requestId: incoming.headers['x-request-id'], error }, 'a page failed outside of its handler');
      }
      outgoing.destroy();
    });
  });
  obey(web);
  process.send?.({ listening: await listen(server) } satisfies Listening);
  answerHeartbeat();
  surviveUncaughtErrors();
} catch (error) {
  explainAndExit(error);
}

function obey(web: Web): void {
  process.on('message', (message) => {
    const { data } = Order.safeParse(message);
    if (data?.order === 'start jobs') web.startJobs();
    if (data?.order === 'end streams') endStreams();
    if (data?.order === 'stop') void stop(web);
  });
}

async function stop(web: Web): Promise<never> {
  try {
    await web.stop();
    await db().$disconnect();
  } catch (error) {
    log().error({ error }, 'closing failed');
  }
  process.exit(0);
}

/** In a folder that nobody else can enter. Windows has names instead. */
async function listen(server: Server): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const socket = process.platform === 'win32' ? `//./pipe/${path.basename(folder)}` : path.join(folder, SOCKET_FILE);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socket, resolve));
  return socket;
}
