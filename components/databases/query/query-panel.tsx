'use client';

import { Play, Save, ScanSearch, Square } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type Ref, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Kbd } from '@/components/ui/kbd';
import type { SchemaColumn, SchemaEntry } from '@/hooks/schema-entries';
import { useCommandKey } from '@/hooks/use-command-key';
import type { QueryRun } from '@/hooks/use-database-query';
import type { DatabaseDetails } from '@/lib/contracts/database';
import type { SavedQueryTool } from '@/lib/contracts/saved-query';
import { SaveQueryDialog } from '../saved/save-query-dialog';
import type { QueryLanguage } from './language';
import { ParameterFields } from './parameter-fields';
import { type TypedValue, toValues } from './parameter-values';
import { type EditorHandle, QueryEditor } from './query-editor';

/** What the editor begins with: something of the history, a saved query, a first look at a table. */
export type Opened = {
  text: string;
  values: Record<string, TypedValue>;
  saved: SavedQueryTool | null;
};

type Props = {
  ref: Ref<EditorHandle>;
  database: DatabaseDetails;
  language: QueryLanguage;
  opened: Opened;
  entries: SchemaEntry[];
  columnsOf: (entry: SchemaEntry) => Promise<SchemaColumn[]>;
  query: QueryRun;
  onType: (text: string) => void;
  onSaved: (saved: SavedQueryTool) => void;
};

/** Where a query is written, given its values, run and kept. */
export function QueryPanel(props: Props) {
  const { ref, database, language, opened, entries, columnsOf, query, onType, onSaved } = props;
  const t = useTranslations('databases.editor');
  const [text, setText] = useState(opened.text);
  const [values, setValues] = useState(opened.values);
  const [isUnreadable, setUnreadable] = useState(false);
  const [saving, setSaving] = useState<{ saved: SavedQueryTool | null } | null>(null);
  const commandKey = useCommandKey();
  const names = language.parametersIn(text);
  const { run, cancel } = query;
  const ask = (tool: 'query' | 'explain') => {
    if (run.isPending) return;
    try {
      const input = language.toInput({ text, values: toValues(names, values) });
      setUnreadable(false);
      run.mutate({ tool, input });
    } catch {
      setUnreadable(true);
    }
  };
  const isEmpty = text.trim() === '';
  return (
    <Card className="grid min-w-0 gap-3 p-4">
      <QueryEditor
        ref={ref}
        language={language}
        initialText={opened.text}
        entries={entries}
        columnsOf={columnsOf}
        onChange={(next) => {
          setText(next);
          onType(next);
        }}
        onRun={() => ask('query')}
      />
      {isUnreadable && (
        <p role="alert" className="text-bad-ink text-xs">
          {t(isEmpty ? 'empty' : 'notJson')}
        </p>
      )}
      <ParameterFields
        names={names}
        values={values}
        onChange={(name, value) => setValues((former) => ({ ...former, [name]: value }))}
      />
      <div className="flex flex-wrap items-center gap-2">
        {run.isPending ? (
          <Button onClick={cancel}>
            <Square aria-hidden />
            {t('cancel')}
          </Button>
        ) : (
          <Button variant="primary" onClick={() => ask('query')}>
            <Play aria-hidden />
            {t('run')}
          </Button>
        )}
        {language.canExplain && (
          <Button disabled={isEmpty || run.isPending} onClick={() => ask('explain')}>
            <ScanSearch aria-hidden />
            {t('explain')}
          </Button>
        )}
        {opened.saved && (
          <Button disabled={isEmpty} onClick={() => setSaving({ saved: opened.saved })}>
            <Save aria-hidden />
            {t('saveChanges', { name: opened.saved.name })}
          </Button>
        )}
        <Button
          variant={opened.saved ? 'ghost' : 'secondary'}
          disabled={isEmpty}
          onClick={() => setSaving({ saved: null })}
        >
          <Save aria-hidden />
          {t(opened.saved ? 'saveAsNew' : 'save')}
        </Button>
        <span className="ml-auto hidden items-center gap-1.5 text-faint text-xs sm:flex">
          <Kbd>{commandKey}</Kbd>
          <Kbd>{t('enter')}</Kbd>
        </span>
      </div>
      {saving && (
        <SaveQueryDialog
          database={database}
          language={language}
          text={text}
          values={values}
          saved={saving.saved}
          onSaved={onSaved}
          onClose={() => setSaving(null)}
        />
      )}
    </Card>
  );
}
