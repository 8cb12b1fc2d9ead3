import { useTranslations } from 'next-intl';

export const MAIN_ID = 'main';

export function SkipLink() {
  const t = useTranslations('nav');
  return (
    <a
      href={`#${MAIN_ID}`}
      className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-primary px-3 py-2 font-medium text-on-primary text-sm focus:translate-y-0"
    >
      {t('skip')}
    </a>
  );
}
