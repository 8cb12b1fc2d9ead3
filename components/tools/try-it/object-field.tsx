'use client';

import { Minus, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { Json, JsonObject } from '@/lib/contracts/json';
import { FieldGroup } from './field-group';
import type { FieldProps } from './field-props';
import type { Property } from './field-shape';
import { useFormContext } from './form-context';
import { initialValue } from './initial-input';
import { isObject, withKey } from './json-values';
import { SchemaField } from './schema-field';

/** An object inside the input. One that may be left out is, until somebody adds it. */
export function ObjectField(props: FieldProps<'object'>) {
  const { label, path, field, isRequired, value, onChange } = props;
  const t = useTranslations('tryIt');
  const { root } = useFormContext();
  const isThere = isObject(value);
  const add = () => {
    const schema: JsonObject = {
      type: 'object',
      required: field.shape.properties.filter(({ isRequired: isNeeded }) => isNeeded).map(({ name }) => name),
      properties: Object.fromEntries(field.shape.properties.map(({ name, schema: inner }) => [name, inner])),
    };
    onChange(initialValue(path, schema, root) ?? {});
  };
  const action = isThere ? (
    !isRequired && (
      <Button size="sm" variant="ghost" onClick={() => onChange(undefined)}>
        <Minus aria-hidden />
        {t('leaveOut', { field: label })}
      </Button>
    )
  ) : (
    <Button size="sm" onClick={add}>
      <Plus aria-hidden />
      {t('add', { field: label })}
    </Button>
  );
  return (
    <FieldGroup {...{ label, path, field, isRequired, action }}>
      {isThere && <Properties properties={field.shape.properties} path={path} value={value} onChange={onChange} />}
    </FieldGroup>
  );
}

type PropertiesProps = {
  properties: Property[];
  path: string;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
};

export function Properties({ properties, path, value, onChange }: PropertiesProps) {
  const change = (name: string) => (next: Json | undefined) => onChange(withKey(value, name, next));
  return properties.map(({ name, schema, isRequired }) => (
    <SchemaField
      key={name}
      name={name}
      path={path === '' ? name : `${path}.${name}`}
      schema={schema}
      isRequired={isRequired}
      value={value[name]}
      onChange={change(name)}
    />
  ));
}
