import {
  autocompletion,
  type CompletionSource,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { keywordCompletionSource, MySQL, PostgreSQL, type SQLDialect, sql } from '@codemirror/lang-sql';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { editorLook } from './editor-look';
import { jsonCompletions } from './json-completions';
import type { QueryLanguage } from './language';
import { type SchemaSource, sqlCompletions } from './sql-completions';

type Options = Pick<SchemaSource, 'entries' | 'columnsOf'> & {
  language: Pick<QueryLanguage, 'dialect'>;
  label: string;
  hint: string;
  onChange: (text: string) => void;
  onRun: () => void;
};

/** Tab is left to the browser, so that nobody is caught in the editor. */
export function editorExtensions({ language, label, hint, onChange, onRun, ...schema }: Options): Extension[] {
  const [syntax, sources] = grammar(language.dialect, schema);
  return [
    lineNumbers(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    syntax,
    autocompletion({ override: sources.map(whileWriting), icons: false }),
    EditorView.lineWrapping,
    placeholder(hint),
    EditorView.contentAttributes.of({ 'aria-label': label, autocapitalize: 'off', autocorrect: 'off' }),
    EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
    keymap.of([
      {
        key: 'Mod-Enter',
        preventDefault: true,
        run: (view) => {
          closeCompletion(view);
          onRun();
          return true;
        },
      },
      ...closeBracketsKeymap,
      ...completionKeymap,
      ...historyKeymap,
      ...defaultKeymap,
    ]),
    editorLook,
  ];
}

function grammar(
  dialect: QueryLanguage['dialect'],
  schema: Pick<SchemaSource, 'entries' | 'columnsOf'>,
): [Extension, CompletionSource[]] {
  if (dialect === 'mongodb' || dialect === 'redis') return [json(), [jsonCompletions({ dialect, ...schema })]];
  const known = dialect === 'postgres' ? PostgreSQL : MySQL;
  return [sql({ dialect: known }), [sqlCompletions({ dialect, ...schema }), keywords(known)]];
}

/** What stands after a dot belongs to what stands before it, and is no word of the language. */
function keywords(dialect: SQLDialect): CompletionSource {
  const source = keywordCompletionSource(dialect);
  return (context) => (context.matchBefore(/\.[\w$"`]*/) ? null : source(context));
}

/** A list that comes when the writer has left would stay open over whatever they went to. */
function whileWriting(source: CompletionSource): CompletionSource {
  return async (context) => {
    const result = await source(context);
    return context.view?.hasFocus === false ? null : result;
  };
}
