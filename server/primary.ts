import cluster from 'node:cluster';
import { answerHeartbeat, watchHeartbeat } from '@/lib/platform/heartbeat';
import { log } from '@/lib/platform/log';
import { Restarts } from '@/lib/platform/restarts';
import { isParentGone } from './drain';
import { sumUpMetrics } from './share-metrics';
import { surviveUncaughtErrors } from './uncaught-errors';

/**
 * Runs that many copies of this program on one port. One that dies or hangs is replaced, ever later if it keeps dying; one
 * that cannot start for a reason an operator must mend (exit code 1 before it ever listened) ends all of them.
 */
export function runPrimary(workers: number): void {
  if (isParentGone()) process.exit(0);
  sumUpMetrics();
  let isStopping = false;
  const restarts = new Restarts();
  const listened = new Set<number>();

  const stop = () => {
    isStopping = true;
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGTERM');
  };
  const fork = () => {
    const startedAt = Date.now();
    const worker = cluster.fork();
    const heartbeat = watchHeartbeat(worker.process, () => {
      log().error({ worker: worker.id }, 'a worker hangs');
      worker.process.kill('SIGKILL');
    });
    let hasEnded = false;
    // A process that could not be made is told as an error, one that ended as its end, and some as both.
    const end = (how: { code?: number; signal?: string; error?: Error }) => {
      if (hasEnded) return;
      hasEnded = true;
      heartbeat.stop();
      if (isStopping) return endWhenAllAreGone();
      if (how.code === 1 && listened.size === 0) process.exit(1);
      const pauseMs = restarts.pauseMs(startedAt);
      const { remark } = restarts;
      log().error(
        { worker: worker.id, ...how, pauseMs, ...(remark && { remark }) },
        'a worker died and will be replaced',
      );
      setTimeout(() => !isStopping && fork(), pauseMs);
    };
    worker.once('listening', () => listened.add(worker.id));
    worker.on('error', (error) => worker.process.pid === undefined && end({ error }));
    worker.once('exit', (code, signal) => end({ code, signal }));
  };
  const endWhenAllAreGone = () => {
    if (Object.keys(cluster.workers ?? {}).length === 0) process.exit(0);
  };

  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, stop);
  answerHeartbeat();
  surviveUncaughtErrors();
  for (let number = 0; number < workers; number += 1) fork();
}
