'use client';

import { Play, Square } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type MouseEvent, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';

type Props = { isRunning: boolean; isDisabled: boolean; onCancel: () => void; onReset: () => void };

export function RunControls({ isRunning, isDisabled, onCancel, onReset }: Props) {
  const t = useTranslations('tryIt');
  return (
    <div className="flex flex-wrap items-center gap-2">
      {isRunning ? (
        <>
          <Button onClick={(event) => isSecondOfDoubleClick(event) || onCancel()}>
            <Square aria-hidden />
            {t('cancel')}
          </Button>
          <span role="status" className="text-muted text-sm">
            {t('running')} <Elapsed />
          </span>
        </>
      ) : (
        <>
          <Button type="submit" variant="primary" disabled={isDisabled}>
            <Play aria-hidden />
            {t('run')}
          </Button>
          <Button variant="ghost" onClick={onReset}>
            {t('reset')}
          </Button>
        </>
      )}
    </div>
  );
}

/** It stands where Run stood: a double click there means to run, and must not cancel what it has just sent off. */
function isSecondOfDoubleClick({ detail }: MouseEvent): boolean {
  return detail > 1;
}

const TICK_MS = 100;

function Elapsed() {
  const [startedAt] = useState(() => performance.now());
  const [now, setNow] = useState(startedAt);
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  // Read out once by the words beside it, not ten times a second.
  return (
    <span className="tabular-nums" aria-hidden>
      {((now - startedAt) / 1000).toFixed(1)} s
    </span>
  );
}
