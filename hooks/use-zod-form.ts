import { zodResolver } from '@hookform/resolvers/zod';
import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { type DefaultValues, type FieldValues, type Path, type UseFormReturn, useForm } from 'react-hook-form';
import type * as z from 'zod';
import { ApiError } from '@/lib/api-client';

/** A form that checks what a contract checks, in the reader's language. */
export function useZodForm<Input extends FieldValues, Output>(
  schema: z.ZodType<Output, Input>,
  defaultValues: DefaultValues<Input>,
): UseFormReturn<Input, unknown, Output> {
  const t = useTranslations('form');
  const form = useForm<Input, unknown, Output>({
    resolver: zodResolver(schema, { error: (issue) => message(issue) }),
    defaultValues,
  });
  const locale = useLocale();
  const shownIn = useRef(locale);
  useEffect(() => {
    if (shownIn.current === locale) return;
    shownIn.current = locale;
    // What is wrong is said anew in the language that was chosen.
    const { errors } = form.formState;
    const wrong = (Object.keys(errors) as Path<Input>[]).filter((name) => isFromSchema(errors[name]?.type));
    if (wrong.length > 0) void form.trigger(wrong);
  }, [locale, form]);
  return form;

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

/** What the server said is not said anew by a check here. */
const isFromSchema = (type: unknown) => typeof type === 'string' && type !== 'server';

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
