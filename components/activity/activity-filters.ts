import { type ExecutionListFilters, NO_EXECUTION_FILTERS, TIME_SPANS, type TimeSpan } from '@/hooks/execution-filters';
import { useUrlFilters } from '@/hooks/use-url-filters';
import { AppSlug } from '@/lib/contracts/app';
import { ExecutionStatus } from '@/lib/contracts/execution';

/** As they stand in the address; `call` is the one that is open. */
export const NO_ACTIVITY_FILTERS = {
  ...{ q: '', app: '', profile: '', agent: '', status: '', time: '', from: '', to: '', everybody: '' },
  call: '',
};
export type ActivityFilters = typeof NO_ACTIVITY_FILTERS;

export const SPANS = Object.keys(TIME_SPANS) as TimeSpan[];

/** What of the address makes sense. The rest counts as not said, for the list and for the fields that show what is chosen. */
export function useActivityFilters() {
  const [asked, setFilters] = useUrlFilters(NO_ACTIVITY_FILTERS);
  return [withoutNonsense(asked), setFilters] as const;
}

export function withoutNonsense(asked: ActivityFilters): ActivityFilters {
  const { app, profile, status, time, from, to, call } = asked;
  return {
    ...asked,
    app: AppSlug.safeParse(app).success ? app : '',
    profile: isId(profile) ? profile : '',
    status: ExecutionStatus.safeParse(status).data ?? '',
    time: SPANS.find((known) => known === time) ?? '',
    from: toMoment(from) && from,
    to: toMoment(to) && to,
    call: isId(call) ? call : '',
  };
}

export function toListFilters(filters: ActivityFilters, profileId?: string): ExecutionListFilters {
  const { q, app, profile, agent, status, time, from, to, everybody } = filters;
  const span = SPANS.find((known) => known === time) ?? '';
  return {
    ...NO_EXECUTION_FILTERS,
    ...{ q, app, agent, span },
    profile_id: profileId ?? profile,
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
