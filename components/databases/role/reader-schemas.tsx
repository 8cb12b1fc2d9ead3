'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Checkbox } from '@/components/ui/checkbox';

type Props = { schemas: readonly string[]; chosen: readonly string[]; onChange: (chosen: string[]) => void };

/** For servers and credentials that can only give one schema after the other. */
export function ReaderSchemas({ schemas, chosen, onChange }: Props) {
  const t = useTranslations('databases.role.reader');
  const id = useId();
  return (
    <fieldset className="grid max-h-32 gap-1.5 overflow-auto">
      <legend className="mb-1.5 font-medium">{t('schemas')}</legend>
      {schemas.map((schema) => (
        <div key={schema} className="flex items-center gap-2">
          <Checkbox
            id={`${id}-${schema}`}
            checked={chosen.includes(schema)}
            onCheckedChange={(checked) =>
              onChange(schemas.filter((name) => (name === schema ? checked === true : chosen.includes(name))))
            }
          />
          <label htmlFor={`${id}-${schema}`} className="select-none break-all font-mono text-xs">
            {schema}
          </label>
        </div>
      ))}
    </fieldset>
  );
}
