'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { JsonObject } from '@/lib/contracts/json';
import type { Problems } from './check-input';
import { propertiesOf } from './field-shape';
import { FormProvider } from './form-context';
import { Properties } from './object-field';
import { readSchema } from './read-schema';

const SHOWN_AT_ONCE = 5;

type Props = {
  schema: JsonObject;
  problems: Problems;
  onMistake: (path: string, isMistaken: boolean) => void;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
};

/** What the tool needs first; what it can do without folds away when there is much of it. */
export function InputForm({ schema, problems, onMistake, value, onChange }: Props) {
  const t = useTranslations('tryIt');
  const all = propertiesOf(readSchema(schema, schema));
  const required = all.filter(({ isRequired }) => isRequired);
  const optional = all.filter(({ isRequired }) => !isRequired);
  const isWrong = optional.some(({ name }) => Object.keys(problems).some((path) => path.split('.')[0] === name));
  if (all.length === 0) return <p className="text-muted text-sm">{t('takesNothing')}</p>;
  return (
    <FormProvider root={schema} problems={problems} onMistake={onMistake}>
      <div className="grid min-w-0 gap-4">
        <Properties properties={required} path="" value={value} onChange={onChange} />
        {optional.length > 0 && all.length <= SHOWN_AT_ONCE && (
          <Properties properties={optional} path="" value={value} onChange={onChange} />
        )}
        {optional.length > 0 && all.length > SHOWN_AT_ONCE && (
          <details className="group" open={required.length === 0 || isWrong || undefined}>
            <summary className="flex w-fit cursor-pointer list-none items-center gap-1 rounded-sm font-medium text-muted text-sm hover:text-ink">
              <ChevronRight className="size-4 transition-transform group-open:rotate-90" aria-hidden />
              {t('moreFields', { count: optional.length })}
            </summary>
            <div className="mt-4 grid gap-4">
              <Properties properties={optional} path="" value={value} onChange={onChange} />
            </div>
          </details>
        )}
      </div>
    </FormProvider>
  );
}
