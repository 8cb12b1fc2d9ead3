'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LazyWindow, windowScript } from '@/components/ui/lazy-window';
import { QueryView } from '@/components/ui/query-view';
import { useProfileTools } from '@/hooks/use-profile-tools';
import { useTypedFilter } from '@/hooks/use-typed-filter';
import { useUrlFilters } from '@/hooks/use-url-filters';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { RefreshTools } from './refresh-tools';
import { ToolSelector } from './tool-selector';

const toolSheet = windowScript(() => import('./tool-sheet').then((module) => module.ToolSheet));

/** `panel` is what the open tool shows. */
const NO_FILTERS = { q: '', show: 'all', tool: '', panel: '' };

/** What agents may do with this profile: a switch for every tool of its app. */
export function ToolsManager({ profile }: { profile: ProfileDetails }) {
  const t = useTranslations('tools');
  const list = useProfileTools(profile.profile_id);
  const [filters, setFilters] = useUrlFilters(NO_FILTERS);
  const close = () => setFilters({ tool: '', panel: '' });
  const [text, setText] = useTypedFilter(filters.q, (q) => setFilters({ q }));
  return (
    <Card>
      <QueryView
        query={list}
        isEmpty={({ count }) => count === 0}
        empty={
          <EmptyState
            title={t('noneTitle')}
            description={t('noneDescription', { app: profile.app_name })}
            action={<RefreshTools profileId={profile.profile_id} discoveredAt={null} />}
          />
        }
      >
        {(data) => (
          <>
            <ToolSelector
              profileId={profile.profile_id}
              list={data}
              text={text}
              onType={setText}
              filter={filters.show}
              onFilter={(show) => setFilters({ show })}
              onOpen={(tool) => setFilters({ tool }, { add: true })}
            />
            {data.tools
              .filter(({ name }) => name === filters.tool)
              .map((tool) => (
                <LazyWindow
                  key={tool.name}
                  script={toolSheet}
                  props={{ profile, tool, onClose: close }}
                  onClose={close}
                />
              ))}
          </>
        )}
      </QueryView>
    </Card>
  );
}
