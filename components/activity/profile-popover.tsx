'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LoadMore } from '@/components/ui/load-more';
import { SearchPopover, SearchPopoverItem, useSearchPopover } from '@/components/ui/search-popover';
import { useProfiles } from '@/hooks/use-profiles';
import type { ProfileFilterProps } from './profile-filter';

export function ProfilePopover({ value, app, onValueChange, button }: ProfileFilterProps & { button: ReactNode }) {
  const t = useTranslations('activity');
  const search = useSearchPopover();
  const q = search.q.trim();
  const found = useProfiles({ ...(q && { q }), ...(app && { app_slug: app }), sort: 'name' }, search.isOpen);
  return (
    <SearchPopover
      button={button}
      label={t('profile')}
      searchLabel={t('searchProfiles')}
      search={search}
      found={found}
      more={<LoadMore query={found} />}
      nothing={t('noProfile')}
      first={(close) => (
        <SearchPopoverItem
          title={t('anyProfile')}
          isChosen={value === ''}
          onChoose={() => {
            onValueChange('');
            close();
          }}
        />
      )}
    >
      {({ profile_id: id, display_name, app_name, label }, close) => (
        <SearchPopoverItem
          key={id}
          title={display_name}
          note={[app_name, label].filter(Boolean).join(' · ')}
          isChosen={id === value}
          onChoose={() => {
            onValueChange(id);
            close();
          }}
        />
      )}
    </SearchPopover>
  );
}
