'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cn } from '@/lib/cn';

const LONG = 400;
const TONE: Record<string, string> = {
  number: 'text-info-ink',
  boolean: 'text-accent-ink',
  object: 'text-faint italic',
};

/** One value: addresses can be followed, long text unfolds. */
export function JsonLeaf({ value }: { value: string | number | boolean | null }) {
  const t = useTranslations('ui');
  const [isWhole, setWhole] = useState(false);
  if (typeof value !== 'string') return <span className={cn('break-all', TONE[typeof value])}>{String(value)}</span>;
  if (/^https?:\/\/\S+$/.test(value)) {
    return (
      <a href={value} target="_blank" rel="noreferrer noopener" className="break-all text-accent-ink hover:underline">
        {value}
      </a>
    );
  }
  const isCut = value.length > LONG && !isWhole;
  return (
    <span className="min-w-0 whitespace-pre-wrap break-words text-ink">
      {isCut ? `${value.slice(0, LONG)}…` : value || '""'}
      {isCut && (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="ml-1.5 rounded-sm font-sans text-accent-ink hover:underline"
        >
          {t('showWhole')}
        </button>
      )}
    </span>
  );
}
