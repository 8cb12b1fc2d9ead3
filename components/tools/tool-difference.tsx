'use client';

import { Minus, PencilLine, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '@/lib/cn';
import { compareSchemas, type FieldChange } from './compare-schemas';
import type { ToolTabProps } from './tool-panel';

const LOOK = {
  added: { icon: Plus, className: 'text-ok-ink' },
  removed: { icon: Minus, className: 'text-bad-ink' },
  changed: { icon: PencilLine, className: 'text-warn-ink' },
};

/** What the app changed since the person last looked. */
export function ToolDifference({ tool: { previous, description, input_schema } }: ToolTabProps) {
  const t = useTranslations('tools.difference');
  if (!previous) return null;
  const changes = compareSchemas(previous.input_schema, input_schema);
  return (
    <div className="grid gap-6">
      {previous.description !== description && (
        <section className="grid gap-2">
          <h3 className="font-semibold text-sm">{t('description')}</h3>
          <Before text={previous.description} />
          <After text={description} />
        </section>
      )}
      {changes.length > 0 && (
        <section className="grid gap-2">
          <h3 className="font-semibold text-sm">{t('parameters')}</h3>
          <ul className="divide-y rounded-lg border">
            {changes.map((change) => (
              <Change key={change.path} change={change} />
            ))}
          </ul>
        </section>
      )}
      {changes.length === 0 && previous.description === description && (
        <p className="text-muted text-sm">{t('small')}</p>
      )}
    </div>
  );
}

function Change({ change: { path, kind, before, after } }: { change: FieldChange }) {
  const t = useTranslations('tools.difference');
  const { icon: Icon, className } = LOOK[kind];
  return (
    <li className="grid gap-1.5 px-3.5 py-2.5">
      <p className="flex items-center gap-2 text-xs">
        <Icon className={cn('size-3.5 shrink-0', className)} aria-hidden />
        <code className="min-w-0 break-all font-medium font-mono">{path}</code>
        <span className={className}>{t(kind)}</span>
      </p>
      {before !== null && <Before text={before} />}
      {after !== null && <After text={after} />}
    </li>
  );
}

function Before({ text }: { text: string }) {
  return <del className="block break-words rounded-sm bg-bad-soft px-2 py-1 text-bad-ink text-xs">{text}</del>;
}

function After({ text }: { text: string }) {
  return (
    <ins className="block break-words rounded-sm bg-ok-soft px-2 py-1 text-ok-ink text-xs no-underline">{text}</ins>
  );
}
