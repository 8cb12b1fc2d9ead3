'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { FieldProps } from './field-props';
import { useFieldWords, usePlaceholder } from './use-field-words';

const UNSAID = 'unsaid';
const NULL = 'null';

export function ChoiceField({ label, path, field, isRequired, value, onChange }: FieldProps<'choice'>) {
  const t = useTranslations('tryIt');
  const { error, help } = useFieldWords(field, path);
  const unsaid = usePlaceholder(field) ?? t(isRequired ? 'choose' : 'notSent');
  const { choices } = field.shape;
  const chosen = choices.findIndex((choice) => JSON.stringify(choice.value) === JSON.stringify(value));
  const choose = (next: string) => {
    if (next === UNSAID) return onChange(undefined);
    onChange(next === NULL ? null : choices[Number(next)]?.value);
  };
  return (
    <Field label={label} help={help} error={error} optional={!isRequired}>
      {(control) => (
        <Select
          {...control}
          value={chosen >= 0 ? String(chosen) : value === null ? NULL : UNSAID}
          onValueChange={choose}
          options={[
            { value: UNSAID, label: unsaid },
            ...(field.isNullable && isRequired ? [{ value: NULL, label: JSON.stringify(null) }] : []),
            ...choices.map((choice, index) => ({ value: String(index), label: choice.label })),
          ]}
        />
      )}
    </Field>
  );
}
