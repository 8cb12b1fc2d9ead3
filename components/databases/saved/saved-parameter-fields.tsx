'use client';

import { useTranslations } from 'next-intl';
import { Controller, type UseFormReturn } from 'react-hook-form';
import { Input } from '@/components/ui/input';
import { NativeSelect } from '@/components/ui/native-select';
import { PARAMETER_TYPES } from '../query/parameter-values';
import type { SavedDraft } from './saved-draft';

type Props = { form: UseFormReturn<SavedDraft, unknown, SavedDraft> };

/** What callers of the tool fill in. The names are those of the query itself. */
export function SavedParameterFields({ form }: Props) {
  const t = useTranslations('databases.parameters');
  const names = form.getValues('parameters').map(({ name }) => name);
  if (names.length === 0) return <p className="text-muted text-xs">{t('none')}</p>;
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 font-medium text-sm">{t('title')}</legend>
      {names.map((name, at) => (
        <fieldset key={name} className="grid grid-cols-[minmax(0,1fr)_7rem] gap-2 rounded-lg border p-3">
          <legend className="sr-only">{name}</legend>
          <code className="self-center truncate font-medium font-mono text-xs">{name}</code>
          <Controller
            control={form.control}
            name={`parameters.${at}.type`}
            render={({ field }) => (
              <NativeSelect
                aria-label={t('typeOf', { name })}
                value={field.value}
                onValueChange={field.onChange}
                options={PARAMETER_TYPES.map((type) => ({ value: type, label: t(`types.${type}`) }))}
              />
            )}
          />
          <Input
            aria-label={t('descriptionOf', { name })}
            placeholder={t('description')}
            {...form.register(`parameters.${at}.description`)}
          />
          <Input
            aria-label={t('defaultOf', { name })}
            placeholder={t('default')}
            {...form.register(`parameters.${at}.byDefault`)}
          />
          <label className="col-span-2 flex w-fit items-center gap-2 text-muted text-xs">
            <input type="checkbox" className="size-4 accent-primary" {...form.register(`parameters.${at}.required`)} />
            {t('required')}
          </label>
        </fieldset>
      ))}
    </fieldset>
  );
}
