'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SearchInput } from '@/components/ui/search-input';
import type { Method } from './document';
import { MethodBadge } from './method-badge';

type Entry = { id: string; method: Method; path: string; summary: string };
type Props = { groups: { tag: string; endpoints: Entry[] }[] };

/** Every endpoint by its tag; typing leaves those whose path or words hold what was typed. */
export function ReferenceNav({ groups }: Props) {
  const t = useTranslations('docs');
  const [query, setQuery] = useState('');
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ method, path, summary }: Entry) => {
    const text = `${method} ${path} ${summary}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const shown = groups
    .map(({ tag, endpoints }) => ({ tag, endpoints: endpoints.filter(fits) }))
    .filter(({ endpoints }) => endpoints.length > 0);
  return (
    <nav
      aria-label={t('nav')}
      className="flex flex-col gap-4 lg:sticky lg:top-13 lg:h-[calc(100dvh-3.25rem)] lg:overflow-y-auto lg:py-8 lg:pr-4"
    >
      <SearchInput label={t('search')} value={query} onValueChange={setQuery} />
      {shown.length === 0 && <p className="px-2 text-muted text-sm">{t('nothing')}</p>}
      <div className={words.length === 0 ? 'hidden gap-5 lg:grid lg:grid-cols-1' : 'grid grid-cols-1 gap-5'}>
        {shown.map(({ tag, endpoints }) => (
          <div key={tag} className="grid grid-cols-1 gap-0.5">
            <p className="px-2 pb-1 font-medium text-faint text-xs">{tag || t('other')}</p>
            {endpoints.map(({ id, method, path, summary }) => (
              <a
                key={id}
                href={`#${id}`}
                title={summary}
                className="flex min-h-8 items-center gap-2.5 rounded-md px-2 py-1 text-muted text-sm hover:bg-hover hover:text-ink"
              >
                <MethodBadge method={method} className="w-13 shrink-0" />
                <code className="min-w-0 truncate font-mono text-xs">{path.replace(/^\/api\b/, '')}</code>
              </a>
            ))}
          </div>
        ))}
      </div>
    </nav>
  );
}
