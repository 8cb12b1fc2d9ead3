'use client';

import { useTranslations } from 'next-intl';
import { useProviderWords } from '@/components/apps/provider-words';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { type ProfileFilters, useAllProfiles } from '@/hooks/use-profiles';
import { ConnectionStatus } from '@/lib/contracts/profile';

export const NO_FILTERS = { q: '', app: '', provider: '', status: '', account: '' };
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
  const { data: profiles = [], isPending } = useAllProfiles();
  const apps = new Map([
    ...(filters.app ? [[filters.app, filters.app] as const] : []),
    ...profiles.map(({ app_slug, app_name }) => [app_slug, app_name] as const),
  ]);
  const providers = [...new Set([...profiles.map(({ provider }) => provider), filters.provider])].filter(Boolean);
  const chosen = ConnectionStatus.safeParse(filters.status).data;
  const statuses = [...new Set([...profiles.map((profile) => profile.status), ...(chosen ? [chosen] : [])])];
  if (!isPending && profiles.length === 0 && text === '' && Object.keys(asked(filters)).length === 0) return null;
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

/** What the server is asked for; without filters the same question that other parts of the page ask. */
export function asked({ q, app, provider, status }: Omit<ProfileTableFilters, 'account'>): ProfileFilters {
  const known = ConnectionStatus.safeParse(status).data ?? '';
  const filters = { q, app_slug: app, provider, status: known };
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== ''));
}
