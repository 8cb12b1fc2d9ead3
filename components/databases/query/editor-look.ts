import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const highlight = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--color-accent-ink)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--color-ok-ink)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--color-info-ink)' },
  { tag: [tags.typeName, tags.standard(tags.name), tags.propertyName], color: 'var(--color-warn-ink)' },
  { tag: tags.comment, color: 'var(--color-faint)', fontStyle: 'italic' },
]);

const surface = EditorView.theme({
  '&': { fontSize: 'var(--text-sm)', backgroundColor: 'transparent', color: 'var(--color-ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    fontFeatureSettings: '"calt" 0',
    lineHeight: '1.5',
    minHeight: '8.5rem',
    maxHeight: '22rem',
  },
  '.cm-content': { caretColor: 'var(--color-ink)', padding: '0.625rem 0' },
  '.cm-line': { padding: '0 0.875rem 0 0.25rem' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--color-faint)', border: 'none', minWidth: '2.25rem' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine, &.cm-focused .cm-activeLineGutter': { backgroundColor: 'var(--color-hover)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--color-accent-line)',
  },
  '.cm-cursor': { borderLeftColor: 'var(--color-ink)' },
  '.cm-placeholder': { color: 'var(--color-faint)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--color-selected)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--color-raised)',
    border: '1px solid var(--color-line)',
    borderRadius: 'var(--radius-md)',
    boxShadow: 'var(--shadow-md)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', fontSize: 'var(--text-xs)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.25rem 0.625rem', color: 'var(--color-ink)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--color-selected)',
    color: 'var(--color-ink)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--color-accent-ink)' },
  '.cm-completionDetail': { color: 'var(--color-muted)', fontStyle: 'normal', marginLeft: '1rem' },
  '.cm-completionInfo': { padding: '0.375rem 0.625rem', fontSize: 'var(--text-xs)', color: 'var(--color-muted)' },
});

/** The product's own colours and letters, in both themes. */
export const editorLook = [surface, syntaxHighlighting(highlight)];
