'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { ChoiceBar } from '@/components/ui/choice-bar';
import { useRunQuery } from '@/hooks/use-database-query';
import { useColumnsOf } from '@/hooks/use-database-schema';
import { useDraft } from '@/hooks/use-draft';
import { useUrlFilters } from '@/hooks/use-url-filters';
import type { DatabaseDetails } from '@/lib/contracts/database';
import type { Outage } from '@/lib/contracts/outage';
import { languageOf } from './query/language';
import { fromValue, initialOf } from './query/parameter-values';
import type { EditorHandle } from './query/query-editor';
import { type Opened, QueryPanel } from './query/query-panel';
import { QueryHistory } from './query-history';
import { RunResult } from './result/run-result';
import { SavedQueries } from './saved/saved-queries';
import { SchemaBrowser } from './schema/schema-browser';
import { useSchemaSearch } from './schema/use-schema-search';

const VIEWS = ['query', 'saved', 'history'] as const;
const NOTHING: Opened = { text: '', values: {}, saved: null };

/** The schema at the side; the query, what is kept of it and what was asked before in the middle; answers below. */
export function Workbench({ database, outage }: { database: DatabaseDetails; outage: Outage | null }) {
  const t = useTranslations('databases.views');
  const language = languageOf(database);
  const [{ view }, setFilters] = useUrlFilters({ view: 'query' });
  const current = VIEWS.find((known) => known === view) ?? 'query';
  const [draft, keepDraft] = useDraft(`query ${database.db_id}`);
  const [{ opened, version }, setOpened] = useState({ opened: { ...NOTHING, text: draft }, version: 0 });
  const editor = useRef<EditorHandle>(null);
  const query = useRunQuery(database.db_id);
  const search = useSchemaSearch(database.db_id, language);
  const columnsOf = useColumnsOf(database.db_id);
  const open = (next: Opened) => {
    keepDraft(next.text);
    // Written anew, so that what was undone before belongs to another query.
    setOpened((former) => ({ opened: next, version: former.version + 1 }));
    setFilters({ view: 'query' });
  };
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[17rem_minmax(0,1fr)]">
      <SchemaBrowser
        databaseId={database.db_id}
        search={search}
        outage={outage}
        onStart={(entry) => {
          const text = language.starter(entry);
          open({ text, values: {}, saved: null });
          query.run.mutate({ tool: 'query', input: language.toInput({ text, values: {} }) });
        }}
        onInsert={(name) => editor.current?.insert(name)}
      />
      <div className="grid min-w-0 gap-4">
        <ChoiceBar
          label={t('label')}
          options={VIEWS.map((name) => ({ value: name, label: t(name) }))}
          value={current}
          onValueChange={(next) => setFilters({ view: next })}
        />
        {/* Kept while another view is looked at: what is being written is not lost. */}
        <div className={current === 'query' ? 'grid min-w-0 gap-4' : 'hidden'}>
          <QueryPanel
            key={version}
            ref={editor}
            database={database}
            language={language}
            opened={opened}
            entries={search.all}
            columnsOf={columnsOf}
            query={query}
            onType={keepDraft}
            onSaved={(saved) =>
              open({ text: language.fromStatement(saved.statement), values: initialOf(saved.parameters), saved })
            }
          />
          <RunResult query={query} onGoTo={(line, column) => editor.current?.goTo(line, column)} />
        </div>
        {current === 'saved' && (
          <SavedQueries
            database={database}
            language={language}
            onOpen={(saved) =>
              open({ text: language.fromStatement(saved.statement), values: initialOf(saved.parameters), saved })
            }
          />
        )}
        {current === 'history' && (
          <QueryHistory
            databaseId={database.db_id}
            language={language}
            onOpen={(input) => {
              const { text, values } = language.fromInput(input);
              const typed = Object.entries(values).map(([name, value]) => [name, fromValue(value)]);
              open({ text, values: Object.fromEntries(typed), saved: null });
            }}
          />
        )}
      </div>
    </div>
  );
}
