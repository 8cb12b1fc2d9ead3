'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { SchemaField } from './schema';

/** A schema as a person reads it: names, types, what each is for; objects inside objects fold away. */
export function SchemaTree({ fields }: { fields: SchemaField[] }) {
  return (
    <ul className="divide-y rounded-lg border">
      {fields.map((field) => (
        <li key={field.name} className="grid gap-1 px-3.5 py-2.5">
          <FieldLine field={field} />
          {field.fields.length > 0 && <Inside fields={field.fields} />}
        </li>
      ))}
    </ul>
  );
}

function Inside({ fields }: { fields: SchemaField[] }) {
  const t = useTranslations('tools');
  return (
    <details className="group mt-1">
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1 rounded-sm text-accent-ink text-xs">
        <ChevronRight className="size-3.5 transition-transform group-open:rotate-90" aria-hidden />
        {t('fields', { count: fields.length })}
      </summary>
      <div className="mt-2">
        <SchemaTree fields={fields} />
      </div>
    </details>
  );
}

function FieldLine({ field }: { field: SchemaField }) {
  const t = useTranslations('tools');
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
        <code className="break-all font-medium font-mono text-xs">{field.name}</code>
        <span className="font-mono text-faint text-xs">{field.type}</span>
        {field.isRequired && <span className="text-accent-ink text-xs">{t('required')}</span>}
      </p>
      {field.description && <p className="text-pretty text-muted text-xs">{field.description}</p>}
      {field.values.length > 0 && (
        <p className="flex flex-wrap gap-1">
          {field.values.map((value) => (
            <code key={value} className="rounded-xs bg-sunken px-1 font-mono text-2xs">
              {value}
            </code>
          ))}
        </p>
      )}
      {field.byDefault !== null && (
        <p className="text-faint text-xs">
          {t.rich('byDefault', { value: () => <code className="font-mono">{field.byDefault}</code> })}
        </p>
      )}
    </>
  );
}
