import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { lazily, once } from './once';

const ownName = once('process-name', () => ({ text: 'server' }));

/** What this process is called where its memory and time are told; before anything is counted. */
export function nameProcess(name: string): void {
  ownName.text = name;
}

export function metrics(): Registry {
  return once('metrics', () => {
    const register = new Registry();
    collectDefaultMetrics({ register, prefix: 'patchbay_', labels: { process: ownName.text } });
    return register;
  });
}

/** How a scrape is answered. The server puts in a way that asks all of its processes. */
const reader = once('metrics-reader', () => ({ read: () => metrics().metrics() }));

export function readMetricsWith(read: () => Promise<string>): void {
  reader.read = read;
}

export function readMetrics(): Promise<string> {
  return reader.read();
}

type Shape = { name: string; help: string; labels?: string[] };

export const counter = ({ name, help, labels = [] }: Shape) =>
  lazily(`metric:${name}`, () => new Counter({ name, help, labelNames: labels, registers: [metrics()] }));

export const gauge = ({ name, help, labels = [] }: Shape) =>
  lazily(`metric:${name}`, () => new Gauge({ name, help, labelNames: labels, registers: [metrics()] }));

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

/** Seconds, from a millisecond to two minutes. */
export const histogram = ({ name, help, labels = [] }: Shape) =>
  lazily(
    `metric:${name}`,
    () => new Histogram({ name, help, labelNames: labels, buckets: BUCKETS, registers: [metrics()] }),
  );
