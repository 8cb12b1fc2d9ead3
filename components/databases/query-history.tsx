'use client';

import { useLocale, useTranslations } from 'next-intl';
import { ExecutionStatusBadge } from '@/components/activity/execution-status';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LoadMore } from '@/components/ui/load-more';
import { QueryView } from '@/components/ui/query-view';
import { TimeAgo } from '@/components/ui/time-ago';
import { useDatabaseHistory } from '@/hooks/use-database-query';
import type { DatabaseHistoryEntry } from '@/lib/contracts/database-history';
import type { JsonObject } from '@/lib/contracts/json';
import { formatDuration } from '@/lib/format';
import type { QueryLanguage } from './query/language';

type Props = { databaseId: string; language: QueryLanguage; onOpen: (input: JsonObject) => void };

/** What was asked, by people and by agents; what was asked in the query tool's own words can be asked again. */
export function QueryHistory({ databaseId, language, onOpen }: Props) {
  const t = useTranslations('databases.history');
  const history = useDatabaseHistory(databaseId);
  return (
    <Card>
      <QueryView query={history} empty={<EmptyState title={t('emptyTitle')} description={t('emptyDescription')} />}>
        {(entries) => (
          <>
            <ul className="divide-y">
              {entries.map((entry) => (
                <HistoryRow key={entry.execution_id} entry={entry} language={language} onOpen={onOpen} />
              ))}
            </ul>
            <LoadMore query={history} />
          </>
        )}
      </QueryView>
    </Card>
  );
}

type RowProps = Omit<Props, 'databaseId'> & { entry: DatabaseHistoryEntry };

function HistoryRow({ entry, language, onOpen }: RowProps) {
  const t = useTranslations('databases.history');
  const locale = useLocale();
  const { tool, input, status, error, duration_ms, executed_at } = entry;
  const asked = isAskable(tool) && isObject(input) ? input : null;
  const text = asked ? language.fromInput(asked).text : input === null ? t('notKept') : JSON.stringify(input);
  const facts = (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-xs">
      <ExecutionStatusBadge status={status} />
      {tool !== 'query' && <Badge className="font-mono">{tool}</Badge>}
      <TimeAgo at={executed_at} />
      <span className="tabular-nums">{formatDuration(duration_ms, locale)}</span>
    </span>
  );
  const words = (
    <>
      <code className="line-clamp-3 whitespace-pre-wrap break-words font-mono text-ink text-xs leading-5">{text}</code>
      {facts}
      {error && <span className="line-clamp-2 break-words text-bad-ink text-xs">{error}</span>}
    </>
  );
  const look = 'grid w-full gap-1.5 px-5 py-3 text-left';
  return (
    <li>
      {asked ? (
        <button
          type="button"
          onClick={() => onOpen(asked)}
          className={`${look} hover:bg-hover focus-visible:outline-offset-[-2px]`}
        >
          {words}
        </button>
      ) : (
        <div className={look}>{words}</div>
      )}
    </li>
  );
}

function isAskable(tool: string): boolean {
  return tool === 'query' || tool === 'explain';
}

function isObject(input: DatabaseHistoryEntry['input']): input is JsonObject {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}
