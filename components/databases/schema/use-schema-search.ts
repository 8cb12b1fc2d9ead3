import { useState } from 'react';
import { useDatabaseSchema } from '@/hooks/use-database-schema';
import { useTypedFilter } from '@/hooks/use-typed-filter';
import type { QueryLanguage } from '../query/language';

/** Found here while everything is here; otherwise by the server, which Redis always is: its keys are only a sample. */
export function useSchemaSearch(databaseId: string, { dialect }: QueryLanguage) {
  const [asked, setAsked] = useState('');
  const [text, setText] = useTypedFilter(asked, setAsked);
  const all = useDatabaseSchema(databaseId, '');
  const isWhole = dialect !== 'redis' && all.data !== undefined && !all.hasNextPage;
  const needsServer = asked !== '' && !isWhole;
  const found = useDatabaseSchema(databaseId, dialect === 'redis' ? `*${asked}*` : asked, needsServer);
  const query = needsServer ? found : all;
  const wanted = text.trim().toLowerCase();
  const known = query.data ?? [];
  const entries = isWhole && wanted !== '' ? known.filter(({ name }) => name.toLowerCase().includes(wanted)) : known;
  return { query, entries, all: all.data ?? [], text, setText };
}

export type SchemaSearch = ReturnType<typeof useSchemaSearch>;
