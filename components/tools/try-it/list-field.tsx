'use client';

import { Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { Json } from '@/lib/contracts/json';
import { FieldGroup } from './field-group';
import type { FieldProps } from './field-props';
import { useFormContext } from './form-context';
import { initialValue } from './initial-input';
import { SchemaField } from './schema-field';

/** Items one below the other. An optional list that has none is left out of the call. */
export function ListField({ label, path, field, isRequired, value, onChange }: FieldProps<'list'>) {
  const t = useTranslations('tryIt');
  const { root } = useFormContext();
  const items = Array.isArray(value) ? value : [];
  // Items have no names of their own; without lasting ones, removing the first would move what was typed into it.
  const [ids, setIds] = useState(() => items.map((_, at) => at));
  const put = (next: Json[]) => onChange(next.length === 0 && !isRequired ? undefined : next);
  const add = () => {
    setIds([...ids, Math.max(-1, ...ids) + 1]);
    put([...items, initialValue(label, field.shape.item, root) ?? '']);
  };
  const remove = (index: number) => {
    setIds(ids.filter((_, at) => at !== index));
    put(items.filter((_, at) => at !== index));
  };
  const change = (index: number) => (next: Json | undefined) =>
    put(items.map((item, at) => (at === index ? (next ?? '') : item)));
  return (
    <FieldGroup
      {...{ label, path, field, isRequired }}
      action={
        <Button size="sm" onClick={add}>
          <Plus aria-hidden />
          {t('addItem', { field: label })}
        </Button>
      }
    >
      {items.length > 0 &&
        items.map((item, index) => (
          <div key={ids[index] ?? index} className="flex items-start gap-1.5">
            <div className="min-w-0 flex-1">
              <SchemaField
                name={t('item', { field: label, number: index + 1 })}
                path={`${path}.${index}`}
                schema={field.shape.item}
                isRequired
                value={item}
                onChange={change(index)}
              />
            </div>
            <Button
              variant="ghost"
              size="icon-sm"
              className="mt-7"
              aria-label={t('removeItem', { field: label, number: index + 1 })}
              onClick={() => remove(index)}
            >
              <X aria-hidden />
            </Button>
          </div>
        ))}
    </FieldGroup>
  );
}
