'use client';

import { useTranslations } from 'next-intl';
import { SearchInput } from '@/components/ui/search-input';
import { Select } from '@/components/ui/select';
import { type AppFilters, useCatalogueSyncs, useCategories } from '@/hooks/use-apps';
import { useProviderWords } from './provider-words';
import { useAppWords } from './use-app-words';

/** Select has no empty value of its own. */
const ALL = 'all';

type Props = {
  filters: AppFilters;
  text: string;
  onType: (text: string) => void;
  onFilter: (change: Partial<AppFilters>) => void;
};

export function AppSearch({ filters, text, onType, onFilter }: Props) {
  const t = useTranslations('apps');
  const { nameOf } = useProviderWords();
  const { categoryOf } = useAppWords();
  const categories = useCategories(filters.provider).data ?? [];
  const providers = (useCatalogueSyncs().data ?? []).filter(({ state, set_up }) => state !== 'never' && set_up);
  const off = new Set(providers.filter(({ enabled }) => !enabled).map(({ provider }) => provider));
  return (
    <search className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_13rem_11rem]">
      <SearchInput label={t('search')} placeholder={t('searchPlaceholder')} value={text} onValueChange={onType} />
      <div className="grid grid-cols-2 gap-2 sm:contents">
        <Select
          aria-label={t('category')}
          value={filters.category || ALL}
          onValueChange={(value) => onFilter({ category: value === ALL ? '' : value })}
          options={[
            { value: ALL, label: t('allCategories') },
            ...withChosen(
              categories.map(({ name }) => name),
              filters.category,
            ).map((name) => ({ value: name, label: categoryOf(name) })),
          ]}
        />
        <Select
          aria-label={t('provider')}
          value={filters.provider || ALL}
          onValueChange={(value) => onFilter({ provider: value === ALL ? '' : value })}
          options={[
            { value: ALL, label: t('allProviders') },
            ...withChosen(
              providers.map(({ provider }) => provider),
              filters.provider,
            ).map((id) => ({ value: id, label: nameOf(id), ...(off.has(id) && { hint: t('off'), disabled: true }) })),
          ]}
        />
      </div>
    </search>
  );
}

/** What the address asks for is shown as chosen also before the list is there. */
function withChosen(names: string[], chosen: string): string[] {
  return chosen === '' || names.includes(chosen) ? names : [chosen, ...names];
}
