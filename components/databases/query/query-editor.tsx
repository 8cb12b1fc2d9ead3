'use client';

import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useTranslations } from 'next-intl';
import { type Ref, useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react';
import type { SchemaColumn, SchemaEntry } from '@/hooks/schema-entries';
import { editorExtensions } from './editor-extensions';
import type { QueryLanguage } from './language';

/** What the rest of the page may ask of the editor. Lines and columns count from one. */
export type EditorHandle = {
  replace(text: string): void;
  insert(text: string): void;
  goTo(line: number, column: number): void;
};

type Props = {
  ref: Ref<EditorHandle>;
  language: QueryLanguage;
  initialText: string;
  entries: SchemaEntry[];
  columnsOf: (entry: SchemaEntry) => Promise<SchemaColumn[]>;
  onChange: (text: string) => void;
  onRun: () => void;
};

/** Edits a query, with completion from the schema. The editor holds the text; `onChange` gets every change of it. */
export function QueryEditor({ ref, language, initialText, entries, columnsOf, onChange, onRun }: Props) {
  const t = useTranslations('databases.editor');
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const known = useEffectEvent(() => entries);
  const columnsFor = useEffectEvent((entry: SchemaEntry) => columnsOf(entry));
  const changed = useEffectEvent((text: string) => onChange(text));
  const run = useEffectEvent(() => onRun());
  const start = useEffectEvent((parent: HTMLElement) => {
    const extensions = editorExtensions({
      ...{ language, entries: () => known(), columnsOf: (entry) => columnsFor(entry) },
      ...{ label: t('label'), hint: t(`hint.${language.id}`) },
      ...{ onChange: (text) => changed(text), onRun: () => run() },
    });
    return new EditorView({ parent, state: EditorState.create({ doc: initialText, extensions }) });
  });
  useEffect(() => {
    if (!frame.current) return;
    const opened = start(frame.current);
    view.current = opened;
    return () => opened.destroy();
  }, []);
  useImperativeHandle(ref, () => ({
    replace: (text) => write(view.current, text, { from: 0, to: view.current?.state.doc.length ?? 0 }),
    insert: (text) => write(view.current, text, view.current?.state.selection.main ?? { from: 0, to: 0 }),
    goTo: (line, column) => {
      const doc = view.current?.state.doc;
      if (!doc || !view.current) return;
      const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
      const anchor = Math.min(found.from + Math.max(column - 1, 0), found.to);
      view.current.dispatch({ selection: { anchor }, scrollIntoView: true });
      view.current.focus();
    },
  }));
  return (
    <div
      ref={frame}
      className="control overflow-hidden focus-within:outline-2 focus-within:outline-accent focus-within:-outline-offset-1"
    />
  );
}

function write(view: EditorView | undefined, text: string, { from, to }: { from: number; to: number }): void {
  view?.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length } });
  view?.focus();
}
