'use client';

import { ChevronDown, ChevronUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { JsonTree } from '@/components/ui/json-tree';
import { Sheet, SheetContent } from '@/components/ui/sheet';
import type { Json } from '@/lib/contracts/json';
import { Cell } from './cell';
import type { Rows } from './read-result';

type Props = { result: Rows; index: number | null; onOpen: (index: number | null) => void };

/** A row with every value whole, however long or deep. */
export function RowSheet({ result: { columns, rows }, index, onOpen }: Props) {
  const t = useTranslations('databases.result');
  return (
    <Sheet open={index !== null} onOpenChange={(open) => !open && onOpen(null)}>
      {index !== null && (
        <SheetContent title={t('row', { number: index + 1 })}>
          <div className="flex gap-1 px-5 pb-3">
            <Button size="sm" disabled={index === 0} onClick={() => onOpen(index - 1)}>
              <ChevronUp aria-hidden />
              {t('previous')}
            </Button>
            <Button size="sm" disabled={index >= rows.length - 1} onClick={() => onOpen(index + 1)}>
              <ChevronDown aria-hidden />
              {t('next')}
            </Button>
          </div>
          <dl className="min-h-0 flex-1 divide-y overflow-y-auto border-t px-5 pb-6">
            {columns.map(({ id, name, type }, at) => {
              const value = rows[index]?.[at];
              return (
                <div key={id} className="grid gap-1 py-2.5">
                  <dt className="flex items-baseline gap-2 font-mono text-xs">
                    <span className="font-medium">{name}</span>
                    {type && <span className="text-faint">{type}</span>}
                    {value !== undefined && value !== null && value !== '' && (
                      <CopyButton text={asText(value)} className="ml-auto" />
                    )}
                  </dt>
                  <dd className="min-w-0 font-mono text-xs leading-5">
                    <Value value={value} />
                  </dd>
                </div>
              );
            })}
          </dl>
        </SheetContent>
      )}
    </Sheet>
  );
}

function Value({ value }: { value: Json | undefined }) {
  if (value === null || value === undefined || value === '') return <Cell value={value} />;
  return <JsonTree value={value} />;
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
