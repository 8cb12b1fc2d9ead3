import { zodResolver } from '@hookform/resolvers/zod';
import { useTranslations } from 'next-intl';
import { type DefaultValues, type FieldValues, type Path, type UseFormReturn, useForm } from 'react-hook-form';
import type * as z from 'zod';
import { ApiError } from '@/lib/api-client';

/** A form that checks what a contract checks, in the reader's language. */
export function useZodForm<Input extends FieldValues, Output>(
  schema: z.ZodType<Output, Input>,
  defaultValues: DefaultValues<Input>,
): UseFormReturn<Input, unknown, Output> {
  const t = useTranslations('form');
  return useForm<Input, unknown, Output>({
    resolver: zodResolver(schema, { error: (issue) => message(issue) }),
    defaultValues,
  });

  function message(issue: z.core.$ZodRawIssue): string {
    if (issue.input === '' || issue.input === undefined || issue.input === null) return t('required');
    if (issue.code === 'too_small') {
      const isText = issue.origin === 'string';
      return isText ? t('tooShort', { count: Number(issue.minimum) }) : t('required');
    }
    if (issue.code === 'too_big') return t('tooLong', { count: Number(issue.maximum) });
    if (issue.code === 'invalid_format' && issue.format === 'email') return t('email');
    return t('invalid');
  }
}

/** Puts what the server said about single fields under those fields; true when there was anything to put. */
export function showFieldErrors<Input extends FieldValues>(
  form: UseFormReturn<Input, unknown, unknown>,
  error: unknown,
  fields: readonly Path<Input>[],
): boolean {
  const said = error instanceof ApiError ? (error.detail.fields ?? {}) : {};
  const known = fields.filter((field) => said[field] !== undefined);
  for (const field of known) form.setError(field, { message: said[field] ?? '' }, { shouldFocus: field === known[0] });
  return known.length > 0;
}
