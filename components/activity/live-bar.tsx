'use client';

import { Pause, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { StatusDot } from '@/components/ui/status';
import type { LiveState } from '@/hooks/use-live-executions';

type Props = {
  state: LiveState;
  isPaused: boolean;
  heldCount: number;
  onPause: () => void;
  onResume: () => void;
};

const TONE = { connecting: 'neutral', live: 'ok', lost: 'warn', ended: 'bad' } as const;

/** Says whether new calls appear by themselves, and holds them back while somebody reads. */
export function LiveBar({ state, isPaused, heldCount, onPause, onResume }: Props) {
  const t = useTranslations('activity.live');
  const word = t(isPaused ? 'paused' : state);
  return (
    <div className="flex min-h-11 items-center justify-between gap-2 border-b bg-canvas px-4 py-1.5 text-sm sm:px-5">
      <p className="flex min-w-0 flex-wrap items-center gap-x-2 text-muted" role="status">
        <span className="flex min-w-0 items-center gap-2">
          <StatusDot tone={isPaused ? 'neutral' : TONE[state]} label="" className="shrink-0" />
          {word}
        </span>
        {isPaused && heldCount > 0 && <span className="text-ink">{t('held', { count: heldCount })}</span>}
      </p>
      <Button size="sm" variant="ghost" onClick={isPaused ? onResume : onPause}>
        {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
        {t(isPaused ? 'resume' : 'pause')}
      </Button>
    </div>
  );
}
