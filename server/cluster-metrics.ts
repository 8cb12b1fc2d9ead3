import cluster from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { AggregatorRegistry } from 'prom-client';
import { z } from 'zod';
import { metrics, readMetricsWith } from '@/lib/platform/metrics';

const KIND = 'patchbay:metrics';
const LIMIT_MS = 10_000;

const Question = z.object({ kind: z.literal(KIND), id: z.string() });
const Answer = Question.extend({ text: z.string() });

/** In the process that hands out the port: sums up what all workers counted, for whichever of them is asked. */
export function sumUpMetrics(): void {
  const all = new AggregatorRegistry();
  cluster.on('message', async (worker, message) => {
    const question = Question.safeParse(message);
    if (!question.success) return;
    const text = await all.clusterMetrics().catch(() => ''); // a worker that is dying does not answer
    if (worker.isConnected()) worker.send({ ...question.data, text });
  });
}

/** In a worker: a scrape reaches one of them, and must show what all of them did. */
export function shareMetrics(): void {
  if (!cluster.isWorker) return;
  AggregatorRegistry.setRegistries([metrics()]);
  new AggregatorRegistry();
  readMetricsWith(async () => (await Promise.race([ask(), sleep(LIMIT_MS, '')])) || metrics().metrics());
}

function ask(): Promise<string> {
  const id = crypto.randomUUID();
  return new Promise((resolve) => {
    const listen = (message: unknown) => {
      const answer = Answer.safeParse(message);
      if (!answer.success || answer.data.id !== id) return;
      process.off('message', listen);
      resolve(answer.data.text);
    };
    process.on('message', listen);
    process.send?.({ kind: KIND, id });
  });
}
