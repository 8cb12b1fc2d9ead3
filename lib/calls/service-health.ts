import { counter, histogram } from '@/lib/platform/metrics';
import { once } from '@/lib/platform/once';
import { breakerState } from './breaker';
import type { BreakerState } from './service-breaker';

export type ServiceHealth = {
  provider: string;
  appSlug: string;
  breaker: BreakerState;
  latencyMs: number | null;
  lastSuccessAt: string | null;
  lastFailureAt: string | null;
  isLockedOut: boolean;
};

type Seen = {
  provider: string;
  appSlug: string;
  latencyMs: number | null;
  succeededAt: number;
  failedAt: number;
  isLockedOut: boolean;
};

const seen = () => once('service-health', () => new Map<string, Seen>());
const SMOOTHING = 0.2;

const calls = counter({
  name: 'patchbay_calls_total',
  help: 'Tool calls',
  labels: ['provider', 'app', 'agent', 'outcome'],
});
const seconds = histogram({
  name: 'patchbay_call_seconds',
  help: 'How long tool calls took',
  labels: ['provider', 'app'],
});

export type Ended = {
  provider: string;
  appSlug: string;
  agent: string | null;
  /** `succeeded`, `failed`, or the code of the error. */
  outcome: string;
  durationMs: number;
  /** Whether the service did its part; null when it was not asked. */
  answered: boolean | null;
  /** The provider did not take the credentials of this installation. */
  isLockedOut: boolean;
};

export function noteCall({ provider, appSlug, agent, outcome, durationMs, answered, isLockedOut }: Ended): void {
  calls().inc({ provider, app: appSlug, agent: agent ?? '', outcome });
  if (answered === null) return;
  seconds().observe({ provider, app: appSlug }, durationMs / 1000);
  const key = `${provider} ${appSlug}`;
  const unseen = { provider, appSlug, latencyMs: null, succeededAt: 0, failedAt: 0, isLockedOut };
  const known: Seen = seen().get(key) ?? unseen;
  seen().set(key, known);
  known.isLockedOut = isLockedOut;
  if (!answered) {
    known.failedAt = Date.now();
    return;
  }
  known.succeededAt = Date.now();
  known.latencyMs =
    known.latencyMs === null ? durationMs : known.latencyMs + SMOOTHING * (durationMs - known.latencyMs);
}

/** Every service that was called since this process started. */
export function listServiceHealth(): ServiceHealth[] {
  return [...seen().values()].map(({ provider, appSlug, latencyMs, succeededAt, failedAt, isLockedOut }) => ({
    provider,
    appSlug,
    breaker: breakerState({ provider, appSlug }),
    latencyMs: latencyMs === null ? null : Math.round(latencyMs),
    lastSuccessAt: toTime(succeededAt),
    lastFailureAt: toTime(failedAt),
    isLockedOut,
  }));
}

function toTime(at: number): string | null {
  return at === 0 ? null : new Date(at).toISOString();
}
