import { useMessages, useTranslations } from 'next-intl';

/** What a provider is called, and what speaks for it; its id where nobody has written words for it. */
export function useProviderWords() {
  const t = useTranslations('providers');
  const { names } = useMessages().providers;
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
}
