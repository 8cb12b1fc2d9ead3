'use client';

import { useTranslations } from 'next-intl';
import type { UseFormReturn } from 'react-hook-form';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { PasswordInput } from '@/components/ui/password-input';
import type { DatabaseField as FormField } from '@/lib/contracts/database';
import { DatabaseSwitch } from './database-switch';
import type { FormValues } from './form-values';

/** Of six columns; what belongs together stands together. */
const SPAN: Record<string, string> = {
  host: 'col-span-4',
  port: 'col-span-2',
  username: 'col-span-6 sm:col-span-3',
  password: 'col-span-6 sm:col-span-3',
  max_rows: 'col-span-6 sm:col-span-2',
  max_bytes: 'col-span-6 sm:col-span-2',
  timeout_s: 'col-span-6 sm:col-span-2',
};

export type DatabaseFieldProps = {
  field: FormField;
  form: UseFormReturn<FormValues, unknown, FormValues>;
  /** A secret that stays as it is when the field is left empty. */
  isKept: boolean;
};

export function DatabaseField({ field, form, isKept }: DatabaseFieldProps) {
  const t = useTranslations('databases.form');
  const { name, label, type } = field;
  if (type === 'checkbox') return <DatabaseSwitch field={field} form={form} />;
  const isRemoved = form.watch(name) === null;
  const error = form.formState.errors[name];
  return (
    <Field
      label={label}
      help={
        isKept && !field.required ? (
          <span className="flex flex-wrap items-baseline justify-between gap-x-2">
            {t(isRemoved ? 'secretGoes' : 'secretStays')}
            <button
              type="button"
              className="rounded-sm text-accent-ink underline-offset-4 hover:underline"
              onClick={() => form.setValue(name, isRemoved ? '' : null)}
            >
              {t(isRemoved ? 'keepSecret' : 'removeSecret')}
            </button>
          </span>
        ) : (
          (isKept && t('secretStays')) || field.help
        )
      }
      error={error && { type: 'server', ...(error.message && { message: error.message }) }}
      optional={!field.required && field.default === undefined}
      className={SPAN[name] ?? 'col-span-6'}
    >
      {(control) => {
        const props = {
          ...control,
          ...form.register(name),
          spellCheck: false,
          readOnly: isRemoved,
          placeholder: isKept && !isRemoved ? '••••••••' : field.placeholder,
        };
        if (type === 'password') return <PasswordInput autoComplete="new-password" {...props} />;
        if (type === 'textarea') return <Textarea className="min-h-28 font-mono text-xs" {...props} />;
        return <Input autoComplete="off" inputMode={type === 'number' ? 'decimal' : 'text'} {...props} />;
      }}
    </Field>
  );
}
