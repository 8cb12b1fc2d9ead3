import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { Execution } from '@/lib/contracts/execution';
import { type ExecutionListFilters, toExecutionQuery } from './execution-filters';
import { keys } from './query-keys';
import { toPath } from './to-path';
import { useViewedAccount } from './use-viewed-account';

export type LiveState = 'connecting' | 'live' | 'lost' | 'ended';

/** What came since the list was asked for: shown, and held back while the reader has paused. */
type Arrivals = { shown: Execution[]; held: Execution[] };

const NONE: Arrivals = { shown: [], held: [] };
/** Beyond this the list is asked for anew: nobody reads that many lines one by one. */
const MAX_KEPT = 300;

/**
 * Calls that fit the filters, as they happen. The browser opens the stream again by itself when it breaks; what was
 * missed meanwhile is in the list, which is then asked for anew.
 */
export function useLiveExecutions(
  filters: ExecutionListFilters,
  { isPaused, isOn }: { isPaused: boolean; isOn: boolean },
) {
  const account = useViewedAccount();
  const cache = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const [arrivals, setArrivals] = useState(NONE);
  const path = isOn ? toPath('/api/executions/live', toExecutionQuery({ ...filters, span: '' }, account)) : null;

  const startAnew = () => {
    setArrivals(NONE);
    return cache.invalidateQueries({ queryKey: keys.executions.list(account, filters) });
  };
  const onArrival = useEffectEvent((data: string) => {
    const parsed = Execution.safeParse(JSON.parse(data));
    if (!parsed.success) return;
    if (arrivals.shown.length + arrivals.held.length >= MAX_KEPT) return void startAnew();
    const place = isPaused ? 'held' : 'shown';
    setArrivals((before) => ({ ...before, [place]: [parsed.data, ...before[place]] }));
  });
  const onOpen = useEffectEvent(() => {
    if (state === 'lost') void startAnew();
    setState('live');
  });

  useEffect(() => {
    setArrivals(NONE);
    setState('connecting');
    if (path === null) return;
    const source = new EventSource(path);
    source.addEventListener('open', () => onOpen());
    // A refusal is final for the browser; anything else it tries again by itself.
    source.addEventListener('error', () => setState(source.readyState === EventSource.CLOSED ? 'ended' : 'lost'));
    source.addEventListener('execution', ({ data }) => onArrival(data));
    return () => source.close();
  }, [path]);

  const showHeld = () => setArrivals(({ shown, held }) => ({ shown: [...held, ...shown], held: [] }));
  return { state, shown: arrivals.shown, heldCount: arrivals.held.length, showHeld };
}
