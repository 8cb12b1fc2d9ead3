import type { Server } from 'node:http';
import { startJobs, stopJobs } from '@/lib/domain/installation/jobs';
import type { Env } from '@/lib/platform/env/schema';
import { log } from '@/lib/platform/log';
import type { Web } from './web';

/** In this process. Next is fetched only here: a process that never opens it does not pay for it. */
export async function openWeb({ NODE_ENV, HOST, PORT }: Env, httpServer: Server): Promise<Web> {
  const { default: next } = await import('next');
  const app = next({ dev: NODE_ENV === 'development', hostname: HOST, port: PORT, httpServer });
  await app.prepare();
  let jobs = Promise.resolve();
  return {
    answer: app.getRequestHandler(),
    startJobs() {
      // A server without its jobs is worse than none with them, and better than none at all.
      jobs = startJobs().catch((cause) => log().error({ cause }, 'the jobs could not be started'));
    },
    async stop() {
      await jobs; // what is still starting cannot be stopped yet
      await stopJobs();
      await app.close();
    },
  };
}
