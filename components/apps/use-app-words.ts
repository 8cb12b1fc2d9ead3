import { useMessages, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { isDatabase } from '@/components/databases/is-database';
import type { AppCard } from '@/lib/contracts/app-list';

/**
 * What providers say of an app, in the reader's language as far as the words are ours or known: the usual categories,
 * and databases. The rest is as the provider wrote it.
 */
export function useAppWords() {
  const t = useTranslations('apps');
  const { categories } = useMessages().apps;
  return useMemo(() => {
    const categoryOf = (name: string) => {
      const key = (Object.keys(categories) as (keyof typeof categories)[]).find((known) => known === toKey(name));
      return key ? t(`categories.${key}`) : name;
    };
    const descriptionOf = (app: Pick<AppCard, 'provider' | 'name' | 'description'>) =>
      isDatabase(app) ? t('ownDatabase', { name: app.name }) : app.description;
    return { categoryOf, descriptionOf };
  }, [t, categories]);
}

function toKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z]+/g, '_')
    .replace(/^_|_$/g, '');
}
