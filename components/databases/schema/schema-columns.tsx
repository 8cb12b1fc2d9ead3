'use client';

import { KeyRound, Link2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { QueryView } from '@/components/ui/query-view';
import { Skeleton } from '@/components/ui/skeleton';
import type { SchemaColumn, SchemaWanted } from '@/hooks/schema-entries';
import { useSchemaColumns } from '@/hooks/use-database-schema';

type Props = { databaseId: string; wanted: SchemaWanted; onInsert: (name: string) => void };

/** Names, types and keys. Pressing one writes its name into the query. */
export function SchemaColumns({ databaseId, wanted, onInsert }: Props) {
  const t = useTranslations('databases.schema');
  const columns = useSchemaColumns(databaseId, wanted);
  return (
    <QueryView
      query={columns}
      waiting={
        <div className="grid gap-2 py-2 pr-4 pl-8">
          <Skeleton className="h-3" />
          <Skeleton className="h-3 w-2/3" />
        </div>
      }
      empty={<p className="py-1.5 pl-8 text-muted text-xs">{t('noColumns')}</p>}
    >
      {(items) => (
        <ul className="pb-1.5">
          {items.map((column) => (
            <li key={column.name}>
              <button
                type="button"
                aria-label={t('insert', { name: column.name })}
                title={column.comment ?? undefined}
                onClick={() => onInsert(column.name)}
                className="flex min-h-6.5 w-full items-baseline gap-2 rounded-sm py-1 pr-3 pl-8 text-left font-mono text-xs hover:bg-hover focus-visible:outline-offset-[-2px]"
              >
                <span className="min-w-0 truncate">{column.name}</span>
                <KeyMark column={column} />
                <span className="ml-auto max-w-[55%] shrink-0 truncate text-2xs text-faint" title={column.type}>
                  {column.type}
                  {column.isNullable && '?'}
                  {column.note && column.key === null && ` · ${column.note}`}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </QueryView>
  );
}

function KeyMark({ column: { key, note } }: { column: SchemaColumn }) {
  const t = useTranslations('databases.schema');
  if (key === 'primary')
    return <KeyRound className="size-3 shrink-0 self-center text-warn-ink" aria-label={t('primary')} />;
  if (key !== 'foreign') return null;
  return (
    <span
      className="flex shrink-0 items-center gap-1 self-center text-2xs text-info-ink"
      title={t('foreign', { to: note ?? '' })}
    >
      <Link2 className="size-3" aria-label={t('foreign', { to: note ?? '' })} />
    </span>
  );
}
