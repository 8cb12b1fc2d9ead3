import { type ExecutionListFilters, NO_EXECUTION_FILTERS, TIME_SPANS, type TimeSpan } from '@/hooks/execution-filters';
import { ExecutionStatus } from '@/lib/contracts/execution';

/** As they stand in the address; `call` is the one that is open. */
export const NO_ACTIVITY_FILTERS = {
  ...{ q: '', app: '', profile: '', agent: '', status: '', time: '', from: '', to: '', everybody: '' },
  call: '',
};
export type ActivityFilters = typeof NO_ACTIVITY_FILTERS;

export const SPANS = Object.keys(TIME_SPANS) as TimeSpan[];

/** What the address asks for, as far as it makes sense; the rest counts as not said. */
export function toListFilters(filters: ActivityFilters, profileId?: string): ExecutionListFilters {
  const { q, app, profile, agent, status, time, from, to, everybody } = filters;
  const span = SPANS.find((known) => known === time) ?? '';
  return {
    ...NO_EXECUTION_FILTERS,
    ...{ q, app, agent, span },
    profile_id: profileId ?? (isId(profile) ? profile : ''),
    status: ExecutionStatus.safeParse(status).data ?? '',
    since: toMoment(from),
    until: toMoment(to),
    all: everybody === '1' && profileId === undefined,
  };
}

export function isFiltered({ call: _call, everybody: _everybody, ...filters }: ActivityFilters): boolean {
  return Object.values(filters).some((value) => value !== '');
}

function toMoment(text: string): string {
  const at = new Date(text);
  return text === '' || Number.isNaN(at.getTime()) ? '' : at.toISOString();
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);
}
