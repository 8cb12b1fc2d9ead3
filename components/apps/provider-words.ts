import { useMessages, useTranslations } from 'next-intl';
import { useMemo } from 'react';

/**
 * What a provider is called, and what speaks for it; its id where nobody has written words for it. The same functions
 * at every render: columns of tables are made with them.
 */
export function useProviderWords() {
  const t = useTranslations('providers');
  const { names } = useMessages().providers;
  return useMemo(() => {
    const known = (id: string) => (Object.keys(names) as (keyof typeof names)[]).find((key) => key === id);
    const nameOf = (id: string) => {
      const key = known(id);
      return key ? t(`names.${key}`) : id;
    };
    const reasonFor = (id: string) => {
      const key = known(id);
      return key ? t(`reasons.${key}`) : '';
    };
    return { nameOf, reasonFor };
  }, [t, names]);
}
