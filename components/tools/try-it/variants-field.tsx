'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Select } from '@/components/ui/select';
import type { Json, JsonObject } from '@/lib/contracts/json';
import { FieldGroup } from './field-group';
import type { FieldProps } from './field-props';
import { toFormField, type Variant } from './field-shape';
import { useFormContext } from './form-context';
import { initialValue } from './initial-input';
import { isObject } from './json-values';
import { SchemaField } from './schema-field';

/** A value that may have one of several forms: first which, then the value. */
export function VariantsField({ label, path, field, isRequired, value, onChange }: FieldProps<'variants'>) {
  const t = useTranslations('tryIt');
  const { root } = useFormContext();
  const { variants } = field.shape;
  const [chosen, setChosen] = useState(() => firstThatFits(variants, value, root));
  const variant = variants[chosen];
  const choose = (next: string) => {
    const schema = variants[Number(next)]?.schema;
    setChosen(Number(next));
    onChange(schema === undefined ? undefined : initialValue(label, schema, root));
  };
  return (
    <FieldGroup {...{ label, path, field, isRequired }}>
      <Select
        aria-label={t('formOf', { field: label })}
        value={String(chosen)}
        onValueChange={choose}
        options={variants.map((option, index) => ({ value: String(index), label: option.label }))}
      />
      {variant && (
        <SchemaField
          key={chosen}
          name={variant.label}
          path={path}
          schema={variant.schema}
          isRequired={isRequired}
          value={value}
          onChange={onChange}
        />
      )}
    </FieldGroup>
  );
}

function firstThatFits(variants: Variant[], value: Json | undefined, root: JsonObject): number {
  const found = variants.findIndex(({ label, schema }) => {
    const { kind } = toFormField(label, schema, root).shape;
    if (kind === 'object') return isObject(value);
    return (
      { text: 'string', number: 'number', flag: 'boolean' }[kind as string] === typeof value ||
      (kind === 'list' && Array.isArray(value))
    );
  });
  return Math.max(0, found);
}
