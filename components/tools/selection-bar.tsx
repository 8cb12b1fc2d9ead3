'use client';

import { Check, Power, PowerOff, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { ProfileTool, ToolsChange } from '@/lib/contracts/profile-tools';

type Props = { tools: ProfileTool[]; onChange: (change: ToolsChange) => void; onClear: () => void };

/** What can be done with all that is ticked, at the lower edge of the window while there is something. */
export function SelectionBar({ tools, onChange, onClear }: Props) {
  const t = useTranslations('tools');
  if (tools.length === 0) return null;
  const offered = tools.filter(({ state }) => state !== 'gone').map(({ name }) => name);
  const unseen = tools.filter(({ state }) => state !== 'current').map(({ name }) => name);
  return (
    <div
      role="toolbar"
      aria-label={t('selection')}
      className="sticky bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-20 mx-3 my-3 flex flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-raised px-3 py-2 shadow-md lg:bottom-3"
    >
      <span role="status" className="mr-auto pl-1 font-medium text-sm tabular-nums">
        {t('selected', { count: tools.length })}
      </span>
      {offered.length > 0 && (
        <>
          <Button size="sm" variant="primary" onClick={() => onChange({ enable: offered })}>
            <Power aria-hidden />
            {t('switchOn')}
          </Button>
          <Button size="sm" onClick={() => onChange({ disable: offered })}>
            <PowerOff aria-hidden />
            {t('switchOff')}
          </Button>
        </>
      )}
      {unseen.length > 0 && (
        <Button size="sm" onClick={() => onChange({ seen: unseen })}>
          <Check aria-hidden />
          {t('markSeen')}
        </Button>
      )}
      <Button variant="ghost" size="icon-sm" aria-label={t('clearSelection')} onClick={onClear}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
