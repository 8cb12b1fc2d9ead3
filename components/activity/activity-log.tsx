'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Card } from '@/components/ui/card';
import { DataTable } from '@/components/ui/data-table';
import { LazyWindow, windowScript } from '@/components/ui/lazy-window';
import { LoadMore } from '@/components/ui/load-more';
import { QueryView } from '@/components/ui/query-view';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useExecutions } from '@/hooks/use-executions';
import { useLiveExecutions } from '@/hooks/use-live-executions';
import type { Execution } from '@/lib/contracts/execution';
import { ActivityFilterBar } from './activity-filter-bar';
import { isFiltered, NO_ACTIVITY_FILTERS, toListFilters, useActivityFilters } from './activity-filters';
import { useExecutionColumns } from './execution-columns';
import { LiveBar } from './live-bar';
import { NoActivity } from './no-activity';

const executionSheet = windowScript(() => import('./execution-sheet').then((module) => module.ExecutionSheet));

/** Calls as they are on record and as they come in; of one profile, or of everything. */
export function ActivityLog({ profileId }: { profileId?: string }) {
  const t = useTranslations('activity');
  const [filters, setFilters] = useActivityFilters();
  const [isPaused, setPaused] = useState(false);
  const listFilters = toListFilters(filters, profileId);
  const executions = useExecutions(listFilters);
  // What ended in the past does not grow.
  const live = useLiveExecutions(listFilters, { isPaused, isOn: listFilters.until === '' });
  const columns = useExecutionColumns({ withProfile: profileId === undefined, withUser: listFilters.all });
  const close = () => setFilters({ call: '' });
  const resume = () => {
    setPaused(false);
    live.showHeld();
  };
  return (
    <Card>
      <ActivityFilterBar filters={filters} onFilter={setFilters} isOfProfile={profileId !== undefined} />
      {listFilters.until === '' && (
        <LiveBar
          state={live.state}
          isPaused={isPaused}
          heldCount={live.heldCount}
          onPause={() => setPaused(true)}
          onResume={resume}
        />
      )}
      <QueryView
        query={executions}
        waiting={<SkeletonRows rows={8} />}
        isEmpty={(items) => items.length === 0 && live.shown.length === 0}
        empty={
          <NoActivity
            isFiltered={isFiltered(filters)}
            onClear={() => setFilters({ ...NO_ACTIVITY_FILTERS, everybody: filters.everybody })}
          />
        }
      >
        {(items) => (
          <>
            <DataTable
              label={t('title')}
              columns={columns}
              data={together(live.shown, items)}
              getRowId={({ id }) => id}
              onOpen={({ id }) => setFilters({ call: id }, { add: true })}
            />
            <LoadMore query={executions} />
          </>
        )}
      </QueryView>
      {filters.call !== '' && (
        <LazyWindow script={executionSheet} props={{ id: filters.call, onClose: close }} onClose={close} />
      )}
    </Card>
  );
}

/** A call that just came in is soon in the list as well; long ones take their place among those that began later. */
function together(arrived: Execution[], listed: Execution[]): Execution[] {
  if (arrived.length === 0) return listed;
  const byId = new Map([...listed, ...arrived].map((call) => [call.id, call]));
  return [...byId.values()].sort((one, other) => other.executed_at.localeCompare(one.executed_at));
}
