import type { ExecutionStatus } from '@/lib/contracts/execution';

const HOUR_MS = 3_600_000;

/** How far back a list of calls looks. */
export const TIME_SPANS = { '1h': HOUR_MS, '24h': 24 * HOUR_MS, '7d': 168 * HOUR_MS, '30d': 720 * HOUR_MS } as const;
export type TimeSpan = keyof typeof TIME_SPANS;

export type ExecutionListFilters = {
  q: string;
  app: string;
  profile_id: string;
  agent: string;
  status: ExecutionStatus | '';
  /** Counted back from the moment of asking; empty means from the beginning, unless `since` says otherwise. */
  span: TimeSpan | '';
  since: string;
  until: string;
  all: boolean;
};

export const NO_EXECUTION_FILTERS: ExecutionListFilters = {
  ...{ q: '', app: '', profile_id: '', agent: '', status: '', span: '', since: '', until: '', all: false },
};

/** As the endpoints of executions take them. */
export function toExecutionQuery({ span, since, all, ...rest }: ExecutionListFilters, account: string | null) {
  const from = span ? new Date(Date.now() - TIME_SPANS[span]).toISOString() : since;
  return { ...rest, since: from, all: all || undefined, user_id: all ? null : account };
}
