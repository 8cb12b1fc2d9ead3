import cluster from 'node:cluster';
import { log } from '@/lib/platform/log';
import { Restarts } from '@/lib/platform/restarts';
import { isParentGone } from './drain';
import { sumUpMetrics } from './share-metrics';

/**
 * Runs that many copies of this program on one port. One that dies is replaced, ever later if it keeps dying; one
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
    worker.once('listening', () => listened.add(worker.id));
    worker.once('exit', (code) => {
      if (isStopping) return endWhenAllAreGone();
      if (code === 1 && listened.size === 0) process.exit(1);
      const pauseMs = restarts.pauseMs(startedAt);
      log().error({ worker: worker.id, code, pauseMs }, 'a worker died and will be replaced');
      setTimeout(() => !isStopping && fork(), pauseMs);
    });
  };
  const endWhenAllAreGone = () => {
    if (Object.keys(cluster.workers ?? {}).length === 0) process.exit(0);
  };

  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, stop);
  for (let number = 0; number < workers; number += 1) fork();
}
