'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Switch } from '@/components/ui/switch';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useChangeTools } from '@/hooks/use-profile-tools';
import { SafetyBadge } from './safety-badge';
import { StateBadge } from './state-badge';
import type { ToolTabProps } from './tool-panel';
import { toolTitle } from './tool-words';

export function ToolHead({ profile, tool }: ToolTabProps) {
  const t = useTranslations('tools');
  const showError = useErrorToast();
  const { mutate } = useChangeTools(profile.profile_id);
  return (
    <div className="grid gap-3 pb-4">
      <div className="flex flex-wrap items-center gap-2">
        <SafetyBadge tool={tool} />
        <StateBadge state={tool.state} />
        {tool.state !== 'current' && (
          <Button size="sm" variant="ghost" onClick={() => mutate({ seen: [tool.name] }, { onError: showError })}>
            <Check aria-hidden />
            {t(tool.state === 'gone' ? 'clear' : 'markSeen')}
          </Button>
        )}
        {tool.state !== 'gone' && (
          <span className="ml-auto flex items-center gap-2 text-muted text-sm">
            {t(tool.enabled ? 'on' : 'off')}
            <Switch
              aria-label={t('switch', { tool: toolTitle(tool) })}
              checked={tool.enabled}
              onCheckedChange={(enabled) =>
                mutate(enabled ? { enable: [tool.name] } : { disable: [tool.name] }, { onError: showError })
              }
            />
          </span>
        )}
      </div>
      <p className="whitespace-pre-line text-pretty text-sm">{tool.description}</p>
      <p className="flex items-center gap-1 text-faint text-xs">
        <code className="min-w-0 truncate font-mono">{tool.name}</code>
        <CopyButton text={tool.name} />
      </p>
    </div>
  );
}
