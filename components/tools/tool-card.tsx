'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import { Checkbox } from '@/components/ui/checkbox';
import { Switch } from '@/components/ui/switch';
import { cn } from '@/lib/cn';
import type { ProfileTool } from '@/lib/contracts/profile-tools';
import { SafetyBadge } from './safety-badge';
import { StateBadge } from './state-badge';
import { mayDestroy, toolTitle } from './tool-words';

type Props = {
  tool: ProfileTool;
  isSelected: boolean;
  onSelect: (isSelected: boolean) => void;
  onSwitch: (enabled: boolean) => void;
  onOpen: () => void;
};

/** One line of the panel: what it is, and its switch. */
export function ToolCard({ tool, isSelected, onSelect, onSwitch, onOpen }: Props) {
  const t = useTranslations('tools');
  const title = toolTitle(tool);
  return (
    <article
      className={cn(
        'relative flex h-full items-center gap-3 px-4 transition-colors hover:bg-hover sm:px-5',
        isSelected && 'bg-accent-soft hover:bg-accent-soft',
      )}
    >
      <Checkbox
        aria-label={t('select', { tool: title })}
        className="z-10"
        data-column="select"
        checked={isSelected}
        onCheckedChange={(checked) => onSelect(checked === true)}
      />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <div className="flex min-w-0 items-center gap-2">
          <h2 className="min-w-0 truncate font-medium text-sm">
            <button
              type="button"
              data-column="open"
              onClick={onOpen}
              className={cn(
                'max-w-full truncate rounded-sm text-left after:absolute after:inset-0',
                tool.state === 'gone' && 'text-muted line-through',
              )}
            >
              {title}
            </button>
          </h2>
          <StateBadge state={tool.state} />
          {/* A phone has room for what one must not miss. */}
          <SafetyBadge tool={tool} className={cn(!mayDestroy(tool) && 'max-sm:hidden')} />
        </div>
        <p className="truncate text-muted text-xs">{tool.description}</p>
      </div>
      {tool.state === 'gone' ? (
        <Badge>{t('off')}</Badge>
      ) : (
        <Switch
          aria-label={t('switch', { tool: title })}
          className="z-10"
          data-column="switch"
          checked={tool.enabled}
          onCheckedChange={onSwitch}
        />
      )}
    </article>
  );
}
