'use client';

import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ConnectReturn } from '@/components/connect/connect-return';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LoadMore } from '@/components/ui/load-more';
import { PageHeader } from '@/components/ui/page-header';
import { QueryView } from '@/components/ui/query-view';
import { useIsAdmin } from '@/hooks/use-me';
import { useProfiles } from '@/hooks/use-profiles';
import { useTypedFilter } from '@/hooks/use-typed-filter';
import { useUrlFilters } from '@/hooks/use-url-filters';
import { AccountPicker } from './account-picker';
import { asked, NO_FILTERS, ProfileFilterBar, sortingOf } from './profile-filters';
import { ProfilesTable } from './profiles-table';

/** The profile manager: everything that is plugged in, and every switch there is for it. */
export function ProfilesPage() {
  const t = useTranslations('profiles');
  const isAdmin = useIsAdmin();
  const [filters, setFilters] = useUrlFilters(NO_FILTERS);
  const [text, setText] = useTypedFilter(filters.q, (q) => setFilters({ q }));
  const sorting = sortingOf(filters);
  const profiles = useProfiles({ ...asked({ ...filters, q: text.trim() }), ...sorting });
  const isFiltered = [text, filters.app, filters.provider, filters.status].some(Boolean);
  const isOwn = filters.account === '';
  const connect = isOwn && (
    <Button asChild variant="primary">
      <Link href="/apps">
        <Plus aria-hidden />
        {t('connectApp')}
      </Link>
    </Button>
  );
  const clear = () => {
    setText('');
    setFilters({ app: '', provider: '', status: '' });
  };
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <>
            {isAdmin && <AccountPicker value={filters.account} onValueChange={(account) => setFilters({ account })} />}
            {connect}
          </>
        }
      />
      <ConnectReturn />
      <Card>
        <ProfileFilterBar filters={filters} text={text} onType={setText} onFilter={setFilters} />
        <QueryView
          query={profiles}
          empty={
            isFiltered ? (
              <EmptyState title={t('nothingFits')} action={<Button onClick={clear}>{t('clearFilters')}</Button>} />
            ) : (
              <EmptyState
                title={t(isOwn ? 'emptyTitle' : 'emptyOther')}
                description={isOwn && t('emptyDescription')}
                action={connect}
              />
            )
          }
        >
          {(items) => (
            <>
              <ProfilesTable profiles={items} sorting={sorting} onSort={setFilters} />
              <LoadMore query={profiles} />
            </>
          )}
        </QueryView>
      </Card>
    </>
  );
}
