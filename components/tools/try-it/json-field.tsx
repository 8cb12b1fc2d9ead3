'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import type { FieldProps } from './field-props';
import { useFormContext } from './form-context';
import { JsonEditor } from './json-editor';
import { useFieldWords } from './use-field-words';

/** For what no form can draw: any JSON, written by hand and checked while it is written. */
export function JsonField({ label, path, field, isRequired, value, onChange }: FieldProps<'json'>) {
  const { error, help } = useFieldWords(field, path);
  const { onMistake } = useFormContext();
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value, null, 2));
  return (
    <Field label={label} help={help} error={error} optional={!isRequired}>
      {(control) => (
        <JsonEditor
          {...control}
          text={text}
          rows={3}
          onTextChange={setText}
          onValue={onChange}
          onMistake={(isMistaken) => onMistake(path, isMistaken)}
        />
      )}
    </Field>
  );
}
