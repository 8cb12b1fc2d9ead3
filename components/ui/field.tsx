'use client';

import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import type { FieldError } from 'react-hook-form';
import { cn } from '@/lib/cn';
import { Label } from './label';

type Control = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

type Props = {
  label: string;
  help?: ReactNode;
  error?: FieldError | undefined;
  optional?: boolean;
  className?: string;
  children: (control: Control) => ReactNode;
};

/** A control with its label, help and error, tied together for those who cannot see that they belong together. */
export function Field({ label, help, error, optional = false, className, children }: Props) {
  const t = useTranslations('ui');
  const id = useId();
  const describedBy = (error && `${id}-error`) || (help ? `${id}-help` : undefined);
  return (
    <div className={cn('grid content-start gap-1.5', className)}>
      <Label htmlFor={id} className="flex items-baseline justify-between gap-2">
        {label}
        {optional && <span className="font-normal text-faint text-xs">{t('optional')}</span>}
      </Label>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined })}
      {error && (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1.5 text-bad-ink text-xs">
          <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
          {error.message}
        </p>
      )}
      {help && !error && (
        <p id={`${id}-help`} className="text-muted text-xs">
          {help}
        </p>
      )}
    </div>
  );
}
