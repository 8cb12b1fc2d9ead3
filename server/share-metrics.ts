import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry, type MetricObjectWithValues, type MetricValue } from 'prom-client';
import { metrics, readMetricsWith } from '@/lib/platform/metrics';
import { answerProcess, askProcess, type Channel } from './ask-process';

const OWN = 'metrics of one';
const ALL = 'metrics of all';
const BESIDE_LIMIT_MS = 1000;
const OWN_LIMIT_MS = 2000;
const ALL_LIMIT_MS = 5000;

type Counted = MetricObjectWithValues<MetricValue<string>>[];

/** In the process that hands out the port: sums up what all workers counted, for whichever of them is asked. */
export function sumUpMetrics(): void {
  const listening = new Set<Worker>(); // one that is still starting would only keep the others waiting
  cluster.on('listening', (worker) => listening.add(worker));
  cluster.on('exit', (worker) => listening.delete(worker));
  cluster.on('fork', (worker) =>
    answerProcess(worker, ALL, async () => {
      const answers = await Promise.all([...listening].map((one) => askProcess(one, OWN, OWN_LIMIT_MS)));
      const counted = answers.filter((answer) => answer !== null) as Counted[];
      return AggregatorRegistry.aggregate(counted).metrics();
    }),
  );
}

/** In the web process: for the server in front of it. */
export function tellMetrics(): void {
  answerProcess(process, OWN, () => metrics().getMetricsAsJSON());
}

/** In a server: a scrape reaches one process, and must show what all of them did. */
export function shareMetrics(beside: () => Channel | null): void {
  const own = async () => {
    const channel = beside();
    const counted = [await metrics().getMetricsAsJSON(), channel && (await askProcess(channel, OWN, BESIDE_LIMIT_MS))];
    return AggregatorRegistry.aggregate(counted.filter((one) => one !== null) as Counted[]);
  };
  if (cluster.isWorker) answerProcess(process, OWN, async () => (await own()).getMetricsAsJSON());
  readMetricsWith(async () => {
    const all = cluster.isWorker && (await askProcess(process, ALL, ALL_LIMIT_MS));
    return typeof all === 'string' ? all : (await own()).metrics();
  });
}
