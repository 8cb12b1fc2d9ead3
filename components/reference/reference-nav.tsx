'use client';

import Link from 'next/link';
import { useSelectedLayoutSegment } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { SearchInput } from '@/components/ui/search-input';
import type { Method } from './document';
import { MethodBadge } from './method-badge';

type Entry = { id: string; method: Method; path: string; summary: string };
type Props = { sections: { slug: string; tag: string; endpoints: Entry[] }[] };

/** So much of what comes before stays in sight. */
const ABOVE = 32;

/** Every endpoint under its section; typing leaves those whose path or words hold what was typed. */
export function ReferenceNav({ sections }: Props) {
  const t = useTranslations('docs');
  const current = useSelectedLayoutSegment();
  const [query, setQuery] = useState('');
  const nav = useRef<HTMLElement>(null);
  // Who comes by an address sees in the list where they are; who chose from the list has it where it was.
  useEffect(() => {
    const entry = nav.current?.querySelector<HTMLElement>('[aria-current=page]');
    if (nav.current && entry) nav.current.scrollTop = entry.offsetTop - ABOVE;
  }, []);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ method, path, summary }: Entry) => {
    const text = `${method} ${path} ${summary}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const shown = sections
    .map((section) => ({ ...section, endpoints: section.endpoints.filter(fits) }))
    .filter(({ endpoints }) => endpoints.length > 0);
  return (
    <nav
      ref={nav}
      aria-label={t('nav')}
      className="flex flex-col gap-4 lg:sticky lg:top-13 lg:h-[calc(100dvh-3.25rem)] lg:overflow-y-auto lg:py-8 lg:pr-4"
    >
      <SearchInput label={t('search')} value={query} onValueChange={setQuery} />
      {shown.length === 0 && <p className="px-2 text-muted text-sm">{t('nothing')}</p>}
      <div className={words.length === 0 ? 'hidden gap-5 lg:grid lg:grid-cols-1' : 'grid grid-cols-1 gap-5'}>
        {shown.map(({ slug, tag, endpoints }) => (
          <div key={slug} className="grid grid-cols-1 gap-0.5">
            <Link
              href={`/docs/api/${slug}`}
              prefetch={false}
              aria-current={slug === current ? 'page' : undefined}
              className="rounded-md px-2 py-1 font-medium text-faint text-xs hover:text-ink aria-[current=page]:text-accent-ink"
            >
              {tag || t('other')}
            </Link>
            {endpoints.map(({ id, method, path, summary }) => (
              <Link
                key={id}
                href={`/docs/api/${slug}#${id}`}
                prefetch={false}
                title={summary}
                className="flex min-h-8 items-center gap-2.5 rounded-md px-2 py-1 text-muted text-sm hover:bg-hover hover:text-ink"
              >
                <MethodBadge method={method} className="w-13 shrink-0" />
                <code className="min-w-0 truncate font-mono text-xs">{path.replace(/^\/api\b/, '')}</code>
              </Link>
            ))}
          </div>
        ))}
      </div>
    </nav>
  );
}
