'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ChoiceBar } from '@/components/ui/choice-bar';
import { DatabaseField } from './database-field';
import type { ConnectionForm } from './use-connection-form';

/** The form of a kind of database: what nearly everybody fills in, and below it what few do. */
export function ConnectionFields({ connection }: { connection: ConnectionForm }) {
  const t = useTranslations('databases.form');
  const { form, fields, way, secrets } = connection;
  const draw = (isAdvanced: boolean) =>
    fields
      .filter(({ advanced = false }) => advanced === isAdvanced)
      .map((field) => (
        <DatabaseField key={field.name} field={field} form={form} isKept={secrets.includes(field.name)} />
      ));
  const isWrongBelow = fields.some(({ name, advanced }) => advanced && form.formState.errors[name]);
  return (
    <div className="grid gap-4" onInput={connection.forgetTest}>
      {connection.canChooseWay && (
        <ChoiceBar
          label={t('way')}
          options={[
            { value: 'fields', label: t('ways.fields') },
            { value: 'string', label: t('ways.string') },
          ]}
          value={way}
          onValueChange={connection.setWay}
        />
      )}
      <div className="grid grid-cols-6 gap-x-3 gap-y-4">{draw(false)}</div>
      <details className="group" open={isWrongBelow || undefined}>
        <summary className="flex w-fit cursor-pointer list-none items-center gap-1 rounded-sm font-medium text-muted text-sm hover:text-ink">
          <ChevronRight className="size-4 transition-transform group-open:rotate-90" aria-hidden />
          {t('advanced')}
        </summary>
        <div className="mt-4 grid grid-cols-6 gap-x-3 gap-y-4">{draw(true)}</div>
      </details>
    </div>
  );
}
