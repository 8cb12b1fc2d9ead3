import type { Server } from 'node:http';
import { startJobs, stopJobs } from '@/lib/domain/installation/jobs';
import type { Env } from '@/lib/platform/env/schema';
import type { Web } from './web';

/** In this process. Next is fetched only here: a process that never opens it does not pay for it. */
export async function openWeb({ NODE_ENV, HOST, PORT }: Env, httpServer: Server): Promise<Web> {
  const { default: next } = await import('next');
  const app = next({ dev: NODE_ENV === 'development', hostname: HOST, port: PORT, httpServer });
  await app.prepare();
  const stopping = new AbortController();
  let jobs = Promise.resolve();
  return {
    answer: app.getRequestHandler(),
    startJobs() {
      jobs = startJobs(stopping.signal);
    },
    async stop() {
      stopping.abort();
      await jobs; // what is still starting cannot be stopped yet
      await stopJobs();
      await app.close();
    },
  };
}
