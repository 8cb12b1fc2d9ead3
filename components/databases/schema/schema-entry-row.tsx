'use client';

import { ChevronRight, SquareTerminal } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import type { SchemaEntry } from '@/hooks/schema-entries';
import { cn } from '@/lib/cn';
import { SchemaColumns } from './schema-columns';

type Props = {
  databaseId: string;
  entry: SchemaEntry;
  onStart: () => void;
  onInsert: (name: string) => void;
};

const PLAIN = new Set(['table', 'collection']);

export function SchemaEntryRow({ databaseId, entry, onStart, onInsert }: Props) {
  const t = useTranslations('databases.schema');
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const { name, type, rows, comment, wanted } = entry;
  const size = new Intl.NumberFormat(locale, { notation: 'compact' });
  return (
    <li>
      <div className="group flex items-center pr-1.5 focus-within:bg-hover hover:bg-hover">
        <button
          type="button"
          aria-expanded={wanted ? isOpen : undefined}
          disabled={!wanted}
          onClick={() => setOpen(!isOpen)}
          title={comment ?? name}
          className="flex h-8 min-w-0 flex-1 items-center gap-1 rounded-sm pl-2 text-left focus-visible:outline-offset-[-2px]"
        >
          <ChevronRight
            className={cn(
              'size-3.5 shrink-0 text-faint transition-transform',
              isOpen && 'rotate-90',
              !wanted && 'invisible',
            )}
            aria-hidden
          />
          <span className="truncate font-mono text-xs">{name}</span>
          {!PLAIN.has(type) && <span className="shrink-0 pl-1 text-2xs text-faint">{type}</span>}
          {rows !== null && rows > 0 && (
            <span
              className="ml-auto shrink-0 pl-2 text-2xs text-faint tabular-nums"
              title={t('about', { count: rows })}
            >
              {size.format(rows)}
            </span>
          )}
        </button>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t('look', { name })}
          title={t('look', { name })}
          onClick={onStart}
        >
          <SquareTerminal aria-hidden />
        </Button>
      </div>
      {isOpen && wanted && <SchemaColumns databaseId={databaseId} wanted={wanted} onInsert={onInsert} />}
    </li>
  );
}
