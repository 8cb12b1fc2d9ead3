import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getMetrics } from '@/lib/domain/installation/metrics';
import { installProgram } from '@/scripts/services/debian';
import { useDatabase } from '@/tests/support/database';

useDatabase();

const RULES = path.resolve('docs/alerts.yml');
const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-alerts-'));
let promtool = '';

beforeAll(() => {
  promtool = installProgram('promtool', ['prometheus']) ?? '';
  if (!promtool) throw new Error('The tests of alerts need promtool: install Prometheus.');
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Series = { series: string; values: string };

/** Prometheus' own judgement: the alerts that fire at the given minute, each with what it is about. */
function firing(minute: number, series: Series[], alert: string): string[] {
  const file = path.join(folder, 'test.yml');
  const alert_rule_test = [
    { eval_time: `${minute}m`, alertname: alert, exp_alerts: [{ exp_labels: { nobody: 'expects this' } }] },
  ];
  const tests = [{ interval: '1m', input_series: series, alert_rule_test }];
  writeFileSync(file, JSON.stringify({ rule_files: [RULES], evaluation_interval: '1m', tests }));
  const { stdout, stderr, status } = spawnSync(promtool, ['test', 'rules', file], { encoding: 'utf8' });
  if (status === 0 || !/FAILED/.test(stdout + stderr)) throw new Error(`promtool said: ${stdout}${stderr}`);
  const got = /got:\[([\s\S]*)\]\s*$/.exec(stdout + stderr)?.[1];
  if (got === undefined) throw new Error(`promtool said: ${stdout}${stderr}`);
  return [...got.matchAll(/Labels:\{(.*)\}/g)].map(([, labels = '']) => labels);
}

/** The same from two copies, as two scrapes of one installation have it. */
const fromTwoCopies = (name: string, labels: string, values: string): Series[] =>
  ['a:3000', 'b:3000'].map((instance) => ({
    series: `${name}{job="patchbay",instance="${instance}",${labels}}`,
    values,
  }));

test('Prometheus accepts the metrics and the rules', async () => {
  const { text } = await getMetrics(null);
  const metrics = spawnSync(promtool, ['check', 'metrics'], { encoding: 'utf8', input: text });
  expect([metrics.status, metrics.stdout, metrics.stderr]).toEqual([0, '', '']);
  expect(spawnSync(promtool, ['check', 'rules', RULES]).status).toBe(0);
});

describe('with two copies', () => {
  test('services that do not answer are told, and are not counted twice', () => {
    const of = (unreachable: number) => [
      ...fromTwoCopies('patchbay_connections_unreachable', 'provider="pipedream"', `${unreachable}x60`),
      ...fromTwoCopies('patchbay_connections', 'provider="pipedream",status="connected"', '90x60'),
      ...fromTwoCopies('patchbay_connections', 'provider="pipedream",status="error"', '10x60'),
    ];
    expect(firing(20, of(21), 'PatchbayUnreachable')).toEqual([expect.stringContaining('provider="pipedream"')]);
    expect(firing(20, of(19), 'PatchbayUnreachable')).toEqual([]);
  });

  test('connections that stopped working are told, also those that the provider took back', () => {
    const of = (status: string, lost: number) =>
      fromTwoCopies('patchbay_connections', `provider="composio",status="${status}"`, `0x30 ${lost}x60`);
    expect(firing(60, of('needs_reconnect', 12), 'PatchbayConnectionsLost')).toHaveLength(1);
    expect(firing(60, of('revoked', 12), 'PatchbayConnectionsLost')).toHaveLength(1);
    expect(firing(60, of('needs_reconnect', 6), 'PatchbayConnectionsLost')).toEqual([]);
    expect(firing(60, of('connected', 12), 'PatchbayConnectionsLost')).toEqual([]);
  });

  test('an old catalogue is told once', () => {
    // The clock of such a test begins at zero.
    const readAt = (second: number) =>
      fromTwoCopies('patchbay_catalogue_synced_timestamp_seconds', 'provider="pipedream"', `${second}x90`);
    expect(firing(70, readAt(-2.1 * 86_400), 'PatchbayCatalogueOld')).toHaveLength(1);
    expect(firing(70, readAt(-1.5 * 86_400), 'PatchbayCatalogueOld')).toEqual([]);
  });
});

describe('calls', () => {
  const calls = (outcome: string, values: string) => ({
    series: `patchbay_calls_total{provider="pipedream",app="gmail",agent="",outcome="${outcome}"}`,
    values,
  });

  test('that a provider answers with a refusal of the credentials are told', () => {
    expect(firing(12, [calls('provider_misconfigured', '0+1x30')], 'PatchbayCredentialsRefused')).toHaveLength(1);
    expect(firing(12, [calls('succeeded', '0+1x30')], 'PatchbayCredentialsRefused')).toEqual([]);
  });

  test('that come to nothing are told when they are more than a fifth', () => {
    const mixed = (failing: number) => [
      calls('provider_unavailable', `0+${failing}x60`),
      calls('succeeded', '0+10x60'),
    ];
    expect(firing(30, mixed(4), 'PatchbayCallsFailing')).toHaveLength(1);
    expect(firing(30, mixed(1), 'PatchbayCallsFailing')).toEqual([]);
  });
});
