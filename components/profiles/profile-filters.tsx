'use client';

import { useTranslations } from 'next-intl';
import { useProviderWords } from '@/components/apps/provider-words';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import type { ProfileDetails } from '@/lib/contracts/profile-list';

export const NO_FILTERS = { q: '', app: '', provider: '', status: '', account: '' };
export type ProfileTableFilters = typeof NO_FILTERS;

const ALL = 'all';

type Props = {
  profiles: ProfileDetails[];
  filters: ProfileTableFilters;
  text: string;
  onType: (text: string) => void;
  onFilter: (change: Partial<ProfileTableFilters>) => void;
};

/** Offers only what there is something of. */
export function ProfileFilterBar({ profiles, filters, text, onType, onFilter }: Props) {
  const t = useTranslations('profiles');
  const status = useTranslations('status');
  const { nameOf } = useProviderWords();
  const apps = new Map(profiles.map(({ app_slug, app_name }) => [app_slug, app_name]));
  const providers = [...new Set(profiles.map(({ provider }) => provider))];
  const statuses = [...new Set(profiles.map((profile) => profile.status))];
  const choose = (name: 'app' | 'provider' | 'status') => (value: string) =>
    onFilter({ [name]: value === ALL ? '' : value });
  return (
    <search className="grid grid-cols-2 gap-2 border-b px-4 py-3 sm:px-5 md:grid-cols-[minmax(0,1fr)_10rem_10rem_10rem]">
      <SearchInput label={t('search')} value={text} onValueChange={onType} className="col-span-2 md:col-span-1" />
      <Select
        aria-label={t('app')}
        value={apps.has(filters.app) ? filters.app : ALL}
        onValueChange={choose('app')}
        options={[
          { value: ALL, label: t('allApps') },
          ...[...apps].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label)),
        ]}
      />
      <Select
        aria-label={t('status')}
        value={statuses.find((value) => value === filters.status) ?? ALL}
        onValueChange={choose('status')}
        options={[
          { value: ALL, label: t('allStatuses') },
          ...statuses.map((value) => ({ value, label: status(value) })),
        ]}
      />
      <Select
        aria-label={t('provider')}
        className="col-span-2 md:col-span-1"
        value={providers.find((value) => value === filters.provider) ?? ALL}
        onValueChange={choose('provider')}
        options={[
          { value: ALL, label: t('allProviders') },
          ...providers.map((value) => ({ value, label: nameOf(value) })),
        ]}
      />
    </search>
  );
}

export function fitsFilters(profile: ProfileDetails, { q, app, provider, status }: ProfileTableFilters): boolean {
  const { profile_name, display_name, app_name, label } = profile;
  const text = `${profile_name} ${display_name} ${app_name} ${label ?? ''}`.toLowerCase();
  return (
    q
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word)) &&
    (app === '' || profile.app_slug === app) &&
    (provider === '' || profile.provider === provider) &&
    (status === '' || profile.status === status)
  );
}
