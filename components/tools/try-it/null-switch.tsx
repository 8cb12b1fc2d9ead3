'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Json } from '@/lib/contracts/json';
import type { FormField } from './field-shape';

type Props = {
  label: string;
  field: FormField;
  isRequired: boolean;
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
  children: ReactNode;
};

/** A required value that may be null needs a way to say so; one that is optional is simply left out. */
export function NullSwitch({ label, field, isRequired, value, onChange, children }: Props) {
  const t = useTranslations('tryIt');
  if (!field.isNullable || !isRequired) return children;
  return (
    <div className="flex items-start gap-2">
      <div className="min-w-0 flex-1">{children}</div>
      <button
        type="button"
        aria-pressed={value === null}
        aria-label={t('asNull', { field: label })}
        onClick={() => onChange(value === null ? undefined : null)}
        className="h-9 rounded-md border px-2.5 font-mono text-muted text-xs hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-ink"
      >
        {JSON.stringify(null)}
      </button>
    </div>
  );
}
