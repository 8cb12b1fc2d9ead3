import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';

/** For pages that stay empty in a browser that runs no scripts. */
export function NeedsScripts() {
  const t = useTranslations('errors');
  return (
    <noscript>
      <Notice tone="warn">{t('needsScripts')}</Notice>
    </noscript>
  );
}
