'use client';

import { useTranslations } from 'next-intl';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LoadMore } from '@/components/ui/load-more';
import { QueryView } from '@/components/ui/query-view';
import { SearchInput } from '@/components/ui/search-input';
import type { SchemaEntry } from '@/hooks/schema-entries';
import { useOutageWords } from '@/hooks/use-outage-words';
import type { Outage } from '@/lib/contracts/outage';
import { SchemaEntryRow } from './schema-entry-row';
import type { SchemaSearch } from './use-schema-search';

type Props = {
  databaseId: string;
  search: SchemaSearch;
  /** Known before the database is asked. */
  outage: Outage | null;
  onStart: (entry: SchemaEntry) => void;
  onInsert: (name: string) => void;
};

/** What the database is made of. A row opens to its columns, which are asked for only then. */
export function SchemaBrowser({ databaseId, search, outage, onStart, onInsert }: Props) {
  const t = useTranslations('databases.schema');
  const words = useOutageWords();
  const { query, entries, text, setText } = search;
  const groups = [...new Set(entries.map(({ group }) => group))];
  return (
    <Card aria-label={t('title')} className="flex min-w-0 flex-col overflow-hidden lg:sticky lg:top-18">
      <div className="border-b p-3">
        <SearchInput label={t('search')} value={text} onValueChange={setText} />
      </div>
      <div className="max-h-72 min-h-24 overflow-y-auto lg:max-h-[calc(100dvh-12rem)]">
        <QueryView
          query={query}
          waiting={outage ? <p className="px-4 py-6 text-center text-muted text-sm">{words(outage)}</p> : undefined}
          empty={<EmptyState className="py-8" title={t('empty')} description={t('emptyHelp')} />}
        >
          {() =>
            entries.length === 0 ? (
              <p className="px-4 py-6 text-center text-muted text-sm">{t('nothingFits')}</p>
            ) : (
              <>
                {groups.map((group) => (
                  <section key={group ?? ''} aria-label={group ?? t('title')}>
                    {group !== null && groups.length > 1 && (
                      <h3 className="px-3 pt-3 pb-1 font-medium text-faint text-xs">{group}</h3>
                    )}
                    <ul className="py-1">
                      {entries
                        .filter((entry) => entry.group === group)
                        .map((entry) => (
                          <SchemaEntryRow
                            key={entry.id}
                            databaseId={databaseId}
                            entry={entry}
                            onStart={() => onStart(entry)}
                            onInsert={onInsert}
                          />
                        ))}
                    </ul>
                  </section>
                ))}
                <LoadMore query={query} />
              </>
            )
          }
        </QueryView>
      </div>
    </Card>
  );
}
