'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { RadioGroup } from 'radix-ui';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { useMe } from '@/hooks/use-me';
import { usePreferences } from '@/hooks/use-preferences';
import { LOCALES, THEMES } from '@/i18n/config';
import { Theme } from '@/lib/contracts/user';

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
        <div className="grid content-start gap-1.5">
          <span id="theme" className="font-medium text-sm">
            {t('theme')}
          </span>
          <RadioGroup.Root
            aria-labelledby="theme"
            value={user.theme}
            onValueChange={(theme) => setTheme(Theme.parse(theme))}
            className="grid grid-cols-3 gap-1 rounded-md border bg-canvas p-1"
          >
            {THEMES.map((theme) => {
              const Icon = ICON[theme];
              return (
                <RadioGroup.Item
                  key={theme}
                  value={theme}
                  className="flex h-7 items-center justify-center gap-1.5 rounded-sm font-medium text-muted text-xs hover:text-ink data-[state=checked]:bg-selected data-[state=checked]:text-ink"
                >
                  <Icon className="size-3.5" aria-hidden />
                  {t(`themes.${theme}`)}
                </RadioGroup.Item>
              );
            })}
          </RadioGroup.Root>
        </div>
        <Field label={t('language')}>
          {(control) => (
            <Select
              {...control}
              value={locale}
              onValueChange={setLocale}
              options={LOCALES.map((option) => ({ value: option, label: t(`languages.${option}`) }))}
            />
          )}
        </Field>
      </CardBody>
    </Card>
  );
}
