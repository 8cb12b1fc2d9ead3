import { type Aggregator, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { lazily, once } from './once';
import { VERSION } from './version';

const STARTED_AT_S = Math.round(Date.now() / 1000 - process.uptime());

const ownName = once('process-name', () => ({ text: 'server' }));

/** What this process is called in the label `process`; before anything is counted. */
export function nameProcess(name: string): void {
  ownName.text = name;
}

/** The value of the label `process`, for what must not be added up over the server and the web beside it. */
export function processName(): string {
  return ownName.text;
}

/**
 * Gauges of prom-client that are left out: three have the suffix of counters, and what they add up stands under the same
 * names without it; the start time is declared below, because theirs is lost when processes are added up.
 */
const LEFT_OUT = [
  'patchbay_nodejs_active_handles_total',
  'patchbay_nodejs_active_requests_total',
  'patchbay_nodejs_active_resources_total',
  'patchbay_process_start_time_seconds',
];

function registry(): Registry {
  return once('metrics', () => {
    const register = new Registry();
    collectDefaultMetrics({ register, prefix: 'patchbay_', labels: { process: ownName.text } });
    for (const name of LEFT_OUT) register.removeSingleMetric(name);
    return register;
  });
}

/**
 * Every metric of this process, those that nothing was counted for included: what appears with its first event would
 * hide that event from `increase()`, and an alert on it would never fire.
 */
export function metrics(): Registry {
  for (const make of declared.values()) make();
  return registry();
}

/** How a scrape is answered. The server puts in a way that asks all of its processes. */
const reader = once('metrics-reader', () => ({ read: () => metrics().metrics() }));

export function readMetricsWith(read: () => Promise<string>): void {
  reader.read = read;
}

export function readMetrics(): Promise<string> {
  return reader.read();
}

const declared = once('declared-metrics', () => new Map<string, () => unknown>());

function declare<Metric>(name: string, make: () => Metric): () => Metric {
  const get = lazily(`metric:${name}`, make);
  declared.set(name, get);
  return get;
}

type Shape = { name: string; help: string; labels?: string[] };

export const counter = ({ name, help, labels = [] }: Shape) =>
  declare(name, () => new Counter({ name, help, labelNames: labels, registers: [registry()] }));

type GaugeShape = Shape & {
  /** How the values of several processes become one. */
  aggregator?: Aggregator;
  /** Sets the values at every scrape, for what is read rather than counted. */
  collect?: (gauge: Gauge) => void;
};

export const gauge = ({ name, help, labels = [], aggregator = 'sum', collect }: GaugeShape) =>
  declare(
    name,
    () =>
      new Gauge({
        name,
        help,
        labelNames: labels,
        aggregator,
        registers: [registry()],
        ...(collect && {
          collect() {
            collect(this);
          },
        }),
      }),
  );

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

/** Seconds, from a millisecond to two minutes. */
export const histogram = ({ name, help, labels = [] }: Shape) =>
  declare(name, () => new Histogram({ name, help, labelNames: labels, buckets: BUCKETS, registers: [registry()] }));

/** Gauges that are read for one scrape and not kept. */
export type Reading = {
  name: string;
  help: string;
  labels: string[];
  values: { labels: Record<string, string>; value: number }[];
};

export function readingsToText(readings: readonly Reading[]): Promise<string> {
  const register = new Registry();
  for (const { name, help, labels: labelNames, values } of readings) {
    const made = new Gauge({ name, help, labelNames, registers: [register] });
    for (const { labels, value } of values) made.set(labels, value);
  }
  return register.metrics();
}

gauge({
  name: 'patchbay_build_info',
  help: 'Always 1: the version that runs, and the Node that runs it.',
  labels: ['process', 'version', 'node_version'],
  aggregator: 'max',
  collect: (info) => info.set({ process: ownName.text, version: VERSION, node_version: process.version }, 1),
});

gauge({
  name: 'patchbay_process_start_time_seconds',
  help: 'When the process started; of several workers, the youngest.',
  labels: ['process'],
  aggregator: 'max',
  collect: (started) => started.set({ process: ownName.text }, STARTED_AT_S),
});
