'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Input } from '@/components/ui/input';
import { NativeSelect } from '@/components/ui/native-select';
import { PARAMETER_TYPES, type TypedValue } from './parameter-values';

type Props = {
  names: readonly string[];
  values: Record<string, TypedValue>;
  onChange: (name: string, value: TypedValue) => void;
};

/** A value for each `:name` of the query. They are bound by the engine, never put into its text. */
export function ParameterFields({ names, values, onChange }: Props) {
  const t = useTranslations('databases.parameters');
  if (names.length === 0) return null;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium text-xs">{t('title')}</legend>
      <div className="grid gap-x-8 gap-y-2 xl:grid-cols-2">
        {names.map((name) => (
          <Parameter
            key={name}
            name={name}
            value={values[name] ?? { type: 'string', text: '' }}
            onChange={(value) => onChange(name, value)}
          />
        ))}
      </div>
    </fieldset>
  );
}

type ParameterProps = { name: string; value: TypedValue; onChange: (value: TypedValue) => void };

function Parameter({ name, value, onChange }: ParameterProps) {
  const t = useTranslations('databases.parameters');
  const id = useId();
  return (
    <div className="flex min-w-0 items-center gap-2">
      <label htmlFor={id} className="w-20 shrink-0 truncate font-mono text-muted text-xs" title={name}>
        {name}
      </label>
      {value.type === 'boolean' ? (
        <NativeSelect
          id={id}
          className="min-w-0 flex-1"
          value={value.text === 'true' ? 'true' : 'false'}
          onValueChange={(text) => onChange({ ...value, text })}
          options={[
            { value: 'true', label: 'true' },
            { value: 'false', label: 'false' },
          ]}
        />
      ) : (
        <Input
          id={id}
          className="h-8 flex-1 font-mono text-xs"
          autoComplete="off"
          spellCheck={false}
          inputMode={value.type === 'integer' || value.type === 'number' ? 'decimal' : 'text'}
          disabled={value.type === 'null'}
          placeholder={value.type === 'null' ? 'NULL' : ''}
          value={value.type === 'null' ? '' : value.text}
          onChange={(event) => onChange({ ...value, text: event.target.value })}
        />
      )}
      <NativeSelect
        aria-label={t('typeOf', { name })}
        className="w-28 shrink-0"
        value={value.type}
        onValueChange={(type) => onChange({ ...value, type })}
        options={[...PARAMETER_TYPES, 'null' as const].map((type) => ({ value: type, label: t(`types.${type}`) }))}
      />
    </div>
  );
}
