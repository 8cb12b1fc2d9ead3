'use client';

import { useTranslations } from 'next-intl';
import { cn } from '@/lib/cn';
import type { Json } from '@/lib/contracts/json';

const MAX_LENGTH = 120;

/** One value on one line. Nothing, an empty text and the word null look different from each other. */
export function Cell({ value }: { value: Json | undefined }) {
  const t = useTranslations('databases.result');
  if (value === undefined) return null;
  if (value === null) return <span className="text-faint italic">{t('nothing')}</span>;
  if (value === '') return <span className="text-faint italic">{t('emptyText')}</span>;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return (
    <span
      className={cn(
        'truncate',
        typeof value === 'object' && 'text-muted',
        typeof value === 'boolean' && 'text-accent-ink',
      )}
    >
      {text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text}
    </span>
  );
}
