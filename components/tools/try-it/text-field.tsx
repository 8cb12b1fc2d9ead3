'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import type { FieldProps } from './field-props';
import { fromLocalMoment, toLocalMoment } from './local-moment';
import { NullSwitch } from './null-switch';
import { useFieldWords, usePlaceholder } from './use-field-words';

const INPUT_TYPES: Record<string, string> = { email: 'email', uri: 'url', url: 'url', date: 'date', time: 'time' };

export function TextField(props: FieldProps<'text'>) {
  const { label, path, field, isRequired, value, onChange } = props;
  const { format, isLong, isSecret } = field.shape;
  const { error, help } = useFieldWords(field, path);
  const placeholder = usePlaceholder(field);
  // A moment that was written by hand in another form stays as it was written.
  const [isMoment] = useState(format === 'date-time' && (value === undefined || toLocalMoment(value) !== ''));
  const text = typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
  const type = isSecret ? 'password' : isMoment ? 'datetime-local' : (INPUT_TYPES[format ?? ''] ?? 'text');
  const change = (next: string) => {
    if (next === '') return onChange(undefined);
    onChange(isMoment ? fromLocalMoment(next) : next);
  };
  const shown = { disabled: value === null, placeholder };
  return (
    <Field label={label} help={help} error={error} optional={!isRequired}>
      {(control) => (
        <NullSwitch {...props}>
          {isLong ? (
            <Textarea
              {...control}
              {...shown}
              rows={Math.min(12, Math.max(3, text.split('\n').length))}
              value={text}
              onChange={(event) => change(event.target.value)}
            />
          ) : (
            <Input
              {...control}
              {...shown}
              type={type}
              step={isMoment ? 1 : undefined}
              autoComplete="off"
              spellCheck={false}
              value={isMoment ? toLocalMoment(value) : text}
              onChange={(event) => change(event.target.value)}
            />
          )}
        </NullSwitch>
      )}
    </Field>
  );
}
