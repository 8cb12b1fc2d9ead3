'use client';

import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { FormField } from './field-shape';
import { useFieldWords } from './use-field-words';

type Props = {
  label: string;
  path: string;
  field: FormField;
  isRequired: boolean;
  action?: ReactNode;
  children?: ReactNode;
};

/** Several controls that make one value, under one name. */
export function FieldGroup({ label, path, field, isRequired, action, children }: Props) {
  const t = useTranslations('ui');
  const { error, help } = useFieldWords(field, path);
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="contents">
        <span className="flex items-baseline justify-between gap-2 font-medium text-sm">
          {label}
          {!isRequired && <span className="font-normal text-faint text-xs">{t('optional')}</span>}
        </span>
      </legend>
      {help && <p className="-mt-1 text-muted text-xs">{help}</p>}
      {children && <div className="grid gap-3 border-l-2 pl-3.5">{children}</div>}
      {error && (
        <p role="alert" className="flex items-start gap-1.5 text-bad-ink text-xs">
          <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
          {error.message}
        </p>
      )}
      {action && <div>{action}</div>}
    </fieldset>
  );
}
