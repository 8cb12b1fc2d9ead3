'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { TimeAgo } from '@/components/ui/time-ago';
import type { OutboxEntry } from '@/lib/contracts/outbox';

type Props = { entries: OutboxEntry[]; onOpen: (id: string) => void };

export function OutboxList({ entries, onOpen }: Props) {
  const t = useTranslations('outbox');
  return (
    <ul aria-label={t('title')} className="divide-y">
      {entries.map((entry) => (
        <li key={entry.id} className="relative flex items-center gap-4 px-4 py-3 hover:bg-hover sm:px-5">
          <div className="grid min-w-0 flex-1 gap-0.5">
            <button
              type="button"
              onClick={() => onOpen(entry.id)}
              className="truncate rounded-sm text-left font-medium text-sm after:absolute after:inset-0"
            >
              {entry.summary}
            </button>
            <span className="truncate text-muted text-xs">
              {t('as', { identity: entry.identity, tool: entry.tool })}
            </span>
          </div>
          <Badge className="max-sm:hidden">{entry.app}</Badge>
          <TimeAgo at={entry.at} className="shrink-0 text-faint text-xs" />
        </li>
      ))}
    </ul>
  );
}
