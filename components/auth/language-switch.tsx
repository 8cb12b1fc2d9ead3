'use client';

import { useLocale, useTranslations } from 'next-intl';
import { usePreferences } from '@/hooks/use-preferences';
import { LOCALES } from '@/i18n/config';

/** For those who cannot sign in because they cannot read the page. */
export function LanguageSwitch() {
  const t = useTranslations('preferences');
  const current = useLocale();
  const { setLocale } = usePreferences();
  return (
    <fieldset className="flex gap-1">
      <legend className="sr-only">{t('language')}</legend>
      {LOCALES.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          onClick={() => setLocale(locale)}
          className="h-7 rounded-sm px-2 font-medium text-muted text-xs hover:text-ink aria-pressed:bg-selected aria-pressed:text-ink"
        >
          {t(`languages.${locale}`)}
        </button>
      ))}
    </fieldset>
  );
}
