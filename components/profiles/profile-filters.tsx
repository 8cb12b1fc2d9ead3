'use client';

import { useTranslations } from 'next-intl';
import { useProviderWords } from '@/components/apps/provider-words';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { type ProfileFilters, useProfileApps } from '@/hooks/use-profiles';
import { ConnectionStatus } from '@/lib/contracts/profile';
import { ProfileSort, SortOrder } from '@/lib/contracts/profile-list';

export const NO_FILTERS = { q: '', app: '', provider: '', status: '', account: '', sort: 'name', order: 'asc' };
export type ProfileTableFilters = typeof NO_FILTERS;

const ALL = 'all';

type Props = {
  filters: ProfileTableFilters;
  text: string;
  onType: (text: string) => void;
  onFilter: (change: Partial<ProfileTableFilters>) => void;
};

/** Offers what there is something of, and whatever the address asks for. */
export function ProfileFilterBar({ filters, text, onType, onFilter }: Props) {
  const t = useTranslations('profiles');
  const status = useTranslations('status');
  const { nameOf } = useProviderWords();
  const { data: known = [], isPending } = useProfileApps();
  const apps = new Map([
    ...(filters.app ? [[filters.app, filters.app] as const] : []),
    ...known.map(({ app_slug, app_name }) => [app_slug, app_name] as const),
  ]);
  const providers = [...new Set([...known.map(({ provider }) => provider), filters.provider])].filter(Boolean);
  const statuses = ConnectionStatus.options;
  if (!isPending && known.length === 0 && text === '' && Object.keys(asked(filters)).length === 0) return null;
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

/** What of the address narrows the list. */
export function asked({ q, app, provider, status }: ProfileTableFilters): ProfileFilters {
  const known = ConnectionStatus.safeParse(status).data ?? '';
  const filters = { q, app_slug: app, provider, status: known };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));
}

/** The order in the address, as far as it makes sense. */
export function sortingOf({ sort, order }: Pick<ProfileTableFilters, 'sort' | 'order'>) {
  return {
    sort: ProfileSort.catch('name').parse(sort),
    order: SortOrder.catch('asc').parse(order),
  };
}
