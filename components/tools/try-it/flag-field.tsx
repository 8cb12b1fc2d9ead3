'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { FieldProps } from './field-props';
import { useFieldWords } from './use-field-words';

/** Yes, no, or, where the tool can do without an answer, none: that is not the same as no. */
export function FlagField({ label, path, field, isRequired, value, onChange }: FieldProps<'flag'>) {
  const t = useTranslations('tryIt');
  const { error, help } = useFieldWords(field, path);
  const { byDefault } = field;
  const unsaid = typeof byDefault === 'boolean' ? t('byDefault', { value: String(byDefault) }) : t('notSent');
  return (
    <Field label={label} help={help} error={error} optional={!isRequired}>
      {(control) => (
        <Select
          {...control}
          value={value === true ? 'true' : value === false ? 'false' : 'unsaid'}
          onValueChange={(next) => onChange(next === 'unsaid' ? undefined : next === 'true')}
          options={[
            ...(isRequired ? [] : [{ value: 'unsaid', label: unsaid }]),
            { value: 'true', label: String(true) },
            { value: 'false', label: String(false) },
          ]}
        />
      )}
    </Field>
  );
}
