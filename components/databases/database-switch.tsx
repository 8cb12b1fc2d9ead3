'use client';

import { useId } from 'react';
import { Controller } from 'react-hook-form';
import { Checkbox } from '@/components/ui/checkbox';
import type { DatabaseFieldProps } from './database-field';

/** Yes or no, with what yes means beside it. */
export function DatabaseSwitch({ field: { name, label, help }, form }: Pick<DatabaseFieldProps, 'field' | 'form'>) {
  const id = useId();
  const error = form.formState.errors[name]?.message;
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => (
        <div className="col-span-6 flex items-start gap-2.5">
          <Checkbox
            id={id}
            ref={field.ref}
            className="mt-0.5"
            checked={field.value === true}
            onCheckedChange={(checked) => field.onChange(checked === true)}
            onBlur={field.onBlur}
            aria-describedby={`${id}-help`}
            aria-invalid={error ? true : undefined}
          />
          <div className="grid gap-0.5">
            <label htmlFor={id} className="select-none font-medium text-sm">
              {label}
            </label>
            {help && !error && (
              <p id={`${id}-help`} className="text-pretty text-muted text-xs">
                {help}
              </p>
            )}
            {error && (
              <p id={`${id}-help`} role="alert" className="text-bad-ink text-xs">
                {error}
              </p>
            )}
          </div>
        </div>
      )}
    />
  );
}
