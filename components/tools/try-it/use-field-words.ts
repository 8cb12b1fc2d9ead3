import { useTranslations } from 'next-intl';
import type { FieldError } from 'react-hook-form';
import type { FieldShape, FormField } from './field-shape';
import { useFormContext } from './form-context';

/** The words around a control: what it is for, and what is wrong with what stands in it. */
export function useFieldWords({ description }: FormField, path: string) {
  const t = useTranslations('tryIt.problems');
  const { problems } = useFormContext();
  const problem = problems[path];
  const error: FieldError | undefined = problem && {
    type: problem.kind,
    message: t(problem.kind, { limit: problem.limit }),
  };
  return { error, help: description ?? undefined };
}

/** What an empty field shows: what the tool takes when nothing is said, or an example. */
export function usePlaceholder({ byDefault, example }: FormField & { shape: FieldShape }): string | undefined {
  const t = useTranslations('tryIt');
  if (byDefault !== undefined && byDefault !== null) return t('byDefault', { value: toText(byDefault) });
  return example === undefined ? undefined : toText(example);
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
