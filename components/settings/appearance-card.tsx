'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Segmented } from '@/components/ui/segmented';
import { useMe } from '@/hooks/use-me';
import { usePreferences } from '@/hooks/use-preferences';
import { LOCALES, THEMES } from '@/i18n/config';

const ICON = { system: Monitor, light: Sun, dark: Moon };

export function AppearanceCard() {
  const t = useTranslations('preferences');
  const locale = useLocale();
  const { user } = useMe();
  const { setTheme, setLocale } = usePreferences();
  return (
    <Card aria-labelledby="appearance">
      <CardHeader id="appearance" title={t('title')} description={t('description')} />
      <CardBody className="grid gap-5 sm:grid-cols-2">
        <Segmented
          label={t('theme')}
          value={user.theme}
          onValueChange={setTheme}
          options={THEMES.map((theme) => ({ value: theme, label: t(`themes.${theme}`), icon: ICON[theme] }))}
        />
        <Segmented
          label={t('language')}
          value={locale}
          onValueChange={setLocale}
          options={LOCALES.map((option) => ({ value: option, label: t(`languages.${option}`), lang: option }))}
        />
      </CardBody>
    </Card>
  );
}
