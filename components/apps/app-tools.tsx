'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { SafetyBadge } from '@/components/tools/safety-badge';
import { toolTitle } from '@/components/tools/tool-words';
import { Card, CardHeader } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { SearchInput } from '@/components/ui/search-input';
import type { AppCardDetails } from '@/lib/contracts/app-list';

/** What agents could do, before anybody connects it. */
export function AppTools({ app }: { app: AppCardDetails }) {
  const t = useTranslations('apps');
  const [q, setQ] = useState('');
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = app.tools.filter(({ name, title, description }) => {
    const text = `${name} ${title ?? ''} ${description}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return (
    <Card aria-labelledby="tools">
      <CardHeader
        id="tools"
        title={t('tools', { count: app.tools.length })}
        description={t('toolsDescription')}
        actions={
          app.tools.length > 8 && (
            <SearchInput label={t('searchTools')} value={q} onValueChange={setQ} className="w-full sm:w-56" />
          )
        }
      />
      {shown.length === 0 ? (
        <EmptyState title={t(app.tools.length === 0 ? 'noTools' : 'noToolFits')} />
      ) : (
        <ul className="divide-y border-t">
          {shown.map((tool) => (
            <li
              key={tool.name}
              className="grid gap-1 px-5 py-3 [content-visibility:auto] [contain-intrinsic-size:auto_4.5rem]"
            >
              <div className="flex flex-wrap items-center gap-2">
                <h3 className="font-medium text-sm">{toolTitle(tool)}</h3>
                <SafetyBadge tool={tool} />
              </div>
              <p className="line-clamp-2 text-pretty text-muted text-sm">{tool.description}</p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
