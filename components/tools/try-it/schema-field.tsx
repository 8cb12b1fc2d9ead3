'use client';

import type { Json } from '@/lib/contracts/json';
import { ChoiceField } from './choice-field';
import type { FieldProps } from './field-props';
import { type FieldShape, toFormField } from './field-shape';
import { FlagField } from './flag-field';
import { useFormContext } from './form-context';
import { JsonField } from './json-field';
import { ListField } from './list-field';
import { NumberField } from './number-field';
import { ObjectField } from './object-field';
import { TextField } from './text-field';
import { VariantsField } from './variants-field';

type Props = {
  name: string;
  path: string;
  schema: Json;
  isRequired: boolean;
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
};

/** Any part of a JSON Schema as the control that suits it. */
export function SchemaField({ name, schema, ...rest }: Props) {
  const { root } = useFormContext();
  const field = toFormField(name, schema, root);
  const label = field.title ?? name;
  const props = <Kind extends FieldShape['kind']>(shape: Extract<FieldShape, { kind: Kind }>): FieldProps<Kind> => ({
    ...rest,
    label,
    field: { ...field, shape },
  });
  const { shape } = field;
  switch (shape.kind) {
    case 'text':
      return <TextField {...props(shape)} />;
    case 'number':
      return <NumberField {...props(shape)} />;
    case 'flag':
      return <FlagField {...props(shape)} />;
    case 'choice':
      return <ChoiceField {...props(shape)} />;
    case 'list':
      return <ListField {...props(shape)} />;
    case 'object':
      return <ObjectField {...props(shape)} />;
    case 'variants':
      return <VariantsField {...props(shape)} />;
    case 'json':
      return <JsonField {...props(shape)} />;
  }
}
