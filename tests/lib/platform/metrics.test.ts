import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { AggregatorRegistry } from 'prom-client';
import { beforeAll, describe, expect, test } from 'vitest';
import { getMetrics } from '@/lib/domain/installation/metrics';
import { metrics } from '@/lib/platform/metrics';
import { useDatabase } from '@/tests/support/database';

useDatabase();

type Metric = { name: string; type: string; help: string };

/** As a scrape has them, once every module that declares some has been loaded. */
async function exported(): Promise<Metric[]> {
  for (const file of sources('lib', 'server').filter(declaresMetrics)) await import(path.resolve(file));
  const { text } = await getMetrics(null);
  const helps = new Map([...text.matchAll(/^# HELP (\S+) (.*)$/gm)].map(([, name = '', help = '']) => [name, help]));
  return [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => ({
    name,
    type,
    help: helps.get(name) ?? '',
  }));
}

function sources(...folders: string[]): string[] {
  return folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`))
    .filter((file) => file.endsWith('.ts'));
}

function declaresMetrics(file: string): boolean {
  return /import \{[^}]*\b(counter|gauge|histogram)\b[^}]*\} from '.*\/metrics'/.test(readFileSync(file, 'utf8'));
}

const documented = () =>
  [...readFileSync('docs/operate.md', 'utf8').matchAll(/^\| `(patchbay_\w+)` \| (\w+) \|/gm)].map(([, name, type]) => ({
    name,
    type,
  }));

let all: Metric[] = [];
beforeAll(async () => {
  all = await exported();
});

describe('a metric', () => {
  test('stands in the table for operators, and each one of the table is there', () => {
    const byName = (one: { name?: string }, other: { name?: string }) =>
      (one.name ?? '').localeCompare(other.name ?? '');
    expect(all.map(({ name, type }) => ({ name, type })).sort(byName)).toEqual(documented().sort(byName));
  });

  test('is there before anything was counted', () => {
    expect(all.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['patchbay_uncaught_errors_total', 'patchbay_rate_limited_total', 'patchbay_calls_total']),
    );
  });

  // The rules of `promtool check metrics`.
  test('is named as Prometheus wants it: only counters end in _total, units are whole and basic, types are not named', () => {
    for (const { name, type, help } of all) {
      expect([name, help]).toEqual([name, expect.stringMatching(/\w/)]);
      expect(name).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
      expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
      expect(name).not.toMatch(/_(count|sum|bucket)$/);
      expect(name).not.toMatch(/_(gauge|counter|histogram|summary)(_|$)/);
      expect(name).not.toMatch(/_(ms|milliseconds|s|sec|minutes|hours|kb|mb|kib|mib|kilobytes|percent)(_total)?$/);
    }
  });

  test('that an alert asks about exists', () => {
    const asked = [...readFileSync('docs/alerts.yml', 'utf8').matchAll(/\bpatchbay_\w+/g)].map(([name]) => name);
    expect(asked.length).toBeGreaterThan(10);
    const names = all.map(({ name }) => name);
    expect(asked.filter((name) => !names.includes(name))).toEqual([]);
  });

  test('that says the same from every copy is never added up or divided over them by an alert', () => {
    const rules = readFileSync('docs/alerts.yml', 'utf8').replaceAll(/\s+/g, ' ');
    const ofInstallation = /patchbay_(?:connections\w*|catalogue_\w+)/g;
    const within = /max by \([a-z, ]+\) \((?:delta\()?patchbay_(?:connections\w*|catalogue_\w+)/g;
    expect(rules.match(within)?.length).toBe(rules.match(ofInstallation)?.length);
  });

  test('that says the same in every process is not added up over them', async () => {
    const counted = await metrics().getMetricsAsJSON();
    const text = await AggregatorRegistry.aggregate([counted, counted]).metrics();
    expect(text).toMatch(/^patchbay_build_info\{.*\} 1$/m);
    const started = Number(/^patchbay_process_start_time_seconds\{process="server"\} (\d+)$/m.exec(text)?.[1]);
    expect(Math.abs(started - (Date.now() / 1000 - process.uptime()))).toBeLessThan(2);
  });
});
