'use client';

import { CornerDownLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Notice } from '@/components/ui/notice';
import type { ToolCallAnswer } from '@/lib/contracts/tool-call';

type Props = {
  answer: ToolCallAnswer | undefined;
  error: Error | null;
  onGoTo: (line: number, column: number) => void;
};

/** The server's own words about the statement, and the way to the place they are about. */
export function RunFailure({ answer, error, onGoTo }: Props) {
  const t = useTranslations('databases.result');
  if (answer && !answer.success) {
    const place = placeIn(answer.error);
    return (
      <Notice tone="bad" role="alert" className="m-4">
        <p className="whitespace-pre-wrap break-words font-mono text-xs leading-5">{answer.error}</p>
        {place && (
          <Button size="sm" className="mt-2" onClick={() => onGoTo(place.line, place.column)}>
            <CornerDownLeft aria-hidden />
            {t('goTo', { line: place.line })}
          </Button>
        )}
      </Notice>
    );
  }
  if (!error) return null;
  if (error.name === 'AbortError') {
    return (
      <Notice role="status" className="m-4">
        {t('cancelled')}
      </Notice>
    );
  }
  return <Failure error={error} className="py-7" />;
}

/** PostgreSQL's place is put into words by us, MySQL says its line itself. */
function placeIn(message: string): { line: number; column: number } | null {
  const [, line, column] = /\bline (\d+)(?:, column (\d+))?/i.exec(message) ?? [];
  return line === undefined ? null : { line: Number(line), column: Number(column ?? 1) };
}
