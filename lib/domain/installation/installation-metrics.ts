import { setTimeout as sleep } from 'node:timers/promises';
import { asSystem } from '@/lib/platform/db';
import { log } from '@/lib/platform/log';
import { type Reading, readingsToText } from '@/lib/platform/metrics';
import { once } from '@/lib/platform/once';
import { isAvailable } from '../providers/provider-settings';

/** However often it is scraped, and by however many, the database is asked once in this time. */
const LIFE_MS = 10_000;
/** A scrape must not wait for a database that hangs: what the processes counted is worth most just then. */
const LIMIT_MS = 2_000;

type Kept = { at: number; text: Promise<string> };

const last = () => once('installation-metrics', (): { kept: Kept | null } => ({ kept: null }));

/** What is true of the installation, whichever process or copy is asked. */
export function readInstallationMetrics(): Promise<string> {
  const { kept } = last();
  if (kept && Date.now() - kept.at < LIFE_MS) return kept.text;
  const text = tell();
  last().kept = { at: Date.now(), text };
  return text;
}

async function tell(): Promise<string> {
  const state = await Promise.race([readState(), sleep(LIMIT_MS, null, { ref: false })]).catch((cause: unknown) => {
    log().warn({ cause }, 'the metrics of the installation could not be read');
    return null;
  });
  const { connections, catalogues } = state ?? { connections: [], catalogues: [] };
  return readingsToText([
    {
      name: 'patchbay_database_up',
      help: '1 while the product’s own PostgreSQL answers; while it does not, the metrics of the installation are absent.',
      labels: [],
      values: [{ labels: {}, value: state ? 1 : 0 }],
    },
    {
      name: 'patchbay_connections',
      help: 'Connections of all accounts, by provider and status.',
      labels: ['provider', 'status'],
      values: connections.map(({ provider, status, count }) => ({
        labels: { provider, status },
        value: Number(count),
      })),
    },
    {
      name: 'patchbay_connections_unreachable',
      help: 'Connections whose service does not answer at the moment, whatever their status.',
      labels: ['provider'],
      values: sumByProvider(connections),
    },
    {
      name: 'patchbay_catalogue_synced_timestamp_seconds',
      help: 'When the apps of a provider were last read from the first to the last; 0 when they never were.',
      labels: ['provider'],
      // One that is not set up any more is not read any more.
      values: catalogues
        .filter(({ provider }) => isAvailable(provider))
        .map(({ provider, at }) => ({ labels: { provider }, value: Number(at) })),
    },
  ]);
}

type Connections = { provider: string; status: string; count: bigint; unreachable: bigint };

function readState() {
  return asSystem(async (tx) => ({
    connections: await tx.$queryRaw<Connections[]>`
      select provider, status, count(*), count(unreachable_since) as unreachable from connections group by 1, 2`,
    catalogues: await tx.$queryRaw<{ provider: string; at: number }[]>`
      select provider, coalesce(extract(epoch from complete_at), 0)::float as at from catalogue_syncs`,
  }));
}

function sumByProvider(connections: readonly Connections[]): Reading['values'] {
  const sums = new Map<string, number>();
  for (const { provider, unreachable } of connections) {
    sums.set(provider, (sums.get(provider) ?? 0) + Number(unreachable));
  }
  return [...sums].map(([provider, value]) => ({ labels: { provider }, value }));
}
