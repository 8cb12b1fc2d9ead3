'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Json } from '@/lib/contracts/json';
import type { FieldProps } from './field-props';
import { NullSwitch } from './null-switch';
import { useFieldWords, usePlaceholder } from './use-field-words';

/** Keeps the text that is being typed, because "1." may become a number; text that is no number is an error. */
export function NumberField(props: FieldProps<'number'>) {
  const { label, path, field, isRequired, value, onChange } = props;
  const { error, help } = useFieldWords(field, path);
  const placeholder = usePlaceholder(field);
  const [text, setText] = useState(value === undefined || value === null ? '' : String(value));
  const { isInteger, least, most } = field.shape;
  const change = (next: string) => {
    setText(next);
    onChange(toNumber(next));
  };
  return (
    <Field label={label} help={help} error={error} optional={!isRequired}>
      {(control) => (
        <NullSwitch {...props}>
          <Input
            {...control}
            inputMode={isInteger ? 'numeric' : 'decimal'}
            autoComplete="off"
            disabled={value === null}
            placeholder={placeholder ?? rangeOf(least, most)}
            value={text}
            onChange={(event) => change(event.target.value)}
          />
        </NullSwitch>
      )}
    </Field>
  );
}

function toNumber(text: string): Json | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : trimmed;
}

function rangeOf(least: number | null, most: number | null): string | undefined {
  if (least === null && most === null) return undefined;
  if (most === null) return `≥ ${least}`;
  return least === null ? `≤ ${most}` : `${least} – ${most}`;
}
