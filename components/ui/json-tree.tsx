'use client';

import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Json } from '@/lib/contracts/json';
import { JsonLeaf } from './json-leaf';

const OPEN_TO = 2;
const OPEN_BELOW = 12;
const AT_ONCE = 100;

/** JSON as a person reads it: branches fold, and are only drawn when they are opened. */
export function JsonTree({ value, depth = 0 }: { value: Json; depth?: number }) {
  const entries = entriesOf(value);
  const [shown, setShown] = useState(AT_ONCE);
  const t = useTranslations('ui');
  if (!entries) return <JsonLeaf value={value as string | number | boolean | null} />;
  return (
    <div className="grid min-w-0 font-mono text-xs leading-5">
      {entries.length === 0 && <span className="text-faint">{Array.isArray(value) ? '[]' : '{}'}</span>}
      {entries.slice(0, shown).map(([name, item]) => (
        <Entry key={name} name={name} value={item} depth={depth} />
      ))}
      {entries.length > shown && (
        <button
          type="button"
          onClick={() => setShown(shown + AT_ONCE)}
          className="w-fit rounded-sm py-0.5 font-sans text-accent-ink hover:underline"
        >
          {t('loadMore')}
        </button>
      )}
    </div>
  );
}

function Entry({ name, value, depth }: { name: string; value: Json; depth: number }) {
  const entries = entriesOf(value);
  const [isOpen, setOpen] = useState(depth < OPEN_TO && (entries?.length ?? 0) <= OPEN_BELOW);
  if (!entries || entries.length === 0) {
    return (
      <div className="flex min-w-0 gap-2 py-px pl-4.5">
        <span className="shrink-0 text-muted">{name}</span>
        <JsonTree value={value} depth={depth + 1} />
      </div>
    );
  }
  return (
    <div className="min-w-0">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="flex w-full items-center gap-1 rounded-sm py-px text-left hover:bg-hover"
      >
        <ChevronRight
          className={`size-3.5 shrink-0 text-faint transition-transform ${isOpen ? 'rotate-90' : ''}`}
          aria-hidden
        />
        <span className="text-muted">{name}</span>
        <span className="text-faint">{Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`}</span>
      </button>
      {isOpen && (
        <div className="ml-1.5 border-l pl-2.5">
          <JsonTree value={value} depth={depth + 1} />
        </div>
      )}
    </div>
  );
}

function entriesOf(value: Json): [string, Json][] | null {
  return typeof value === 'object' && value !== null ? Object.entries(value) : null;
}
