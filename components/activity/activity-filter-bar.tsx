'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Label } from '@/components/ui/label';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { Switch } from '@/components/ui/switch';
import { useIsAdmin } from '@/hooks/use-me';
import { useTypedFilter } from '@/hooks/use-typed-filter';
import { ExecutionStatus } from '@/lib/contracts/execution';
import type { ActivityFilters } from './activity-filters';
import { AgentFilter } from './agent-filter';
import { ProfileFilter } from './profile-filter';
import { TimeFilter } from './time-filter';
import { useKnownApps } from './use-known-apps';

const ANY = 'any';

type Props = {
  filters: ActivityFilters;
  onFilter: (change: Partial<ActivityFilters>) => void;
  /** On a profile's own page there is nothing to choose of it. */
  isOfProfile: boolean;
};

export function ActivityFilterBar({ filters, onFilter, isOfProfile }: Props) {
  const t = useTranslations('activity');
  const [text, setText] = useTypedFilter(filters.q, (q) => onFilter({ q }));
  const isAdmin = useIsAdmin();
  const everybodyId = useId();
  return (
    <search className="grid gap-2 border-b px-4 py-3 sm:px-5">
      <div className="grid grid-cols-2 gap-2 md:flex md:flex-wrap">
        <SearchInput
          label={t('search')}
          value={text}
          onValueChange={setText}
          className="col-span-2 md:min-w-56 md:flex-1"
        />
        {!isOfProfile && <AppAndProfile filters={filters} onFilter={onFilter} />}
        <Select
          aria-label={t('columns.status')}
          className="md:w-36"
          value={ExecutionStatus.options.find((value) => value === filters.status) ?? ANY}
          onValueChange={(value) => onFilter({ status: value === ANY ? '' : value })}
          options={[
            { value: ANY, label: t('anyStatus') },
            ...ExecutionStatus.options.map((value) => ({ value, label: t(`status.${value}`) })),
          ]}
        />
        <TimeFilter filters={filters} onFilter={onFilter} />
        {!isOfProfile && isAdmin && (
          <div className="col-span-2 flex h-9 items-center gap-2 px-1">
            <Switch
              id={everybodyId}
              checked={filters.everybody === '1'}
              onCheckedChange={(on) => onFilter({ everybody: on ? '1' : '', profile: '', app: '' })}
            />
            <Label htmlFor={everybodyId} className="font-normal text-muted">
              {t('everybody')}
            </Label>
          </div>
        )}
      </div>
      {filters.agent !== '' && <AgentFilter agent={filters.agent} onClear={() => onFilter({ agent: '' })} />}
    </search>
  );
}

function AppAndProfile({ filters, onFilter }: Omit<Props, 'isOfProfile'>) {
  const t = useTranslations('activity');
  const { apps: known } = useKnownApps();
  const apps = new Map(known.map(({ app_slug, app_name }) => [app_slug, app_name]));
  if (filters.app !== '' && !apps.has(filters.app)) apps.set(filters.app, filters.app);
  return (
    <>
      <Select
        aria-label={t('app')}
        className="md:w-36"
        value={filters.app || ANY}
        onValueChange={(value) => onFilter({ app: value === ANY ? '' : value, profile: '' })}
        options={[
          { value: ANY, label: t('anyApp') },
          ...[...apps].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label)),
        ]}
      />
      <ProfileFilter value={filters.profile} app={filters.app} onValueChange={(profile) => onFilter({ profile })} />
    </>
  );
}
