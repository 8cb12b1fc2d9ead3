'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useChangeTools } from '@/hooks/use-profile-tools';
import type { ProfileTool } from '@/lib/contracts/profile-tools';

/** A tool that is off runs for nobody, not even for whoever could switch it on. */
export function SwitchedOff({ profileId, tool }: { profileId: string; tool: ProfileTool }) {
  const t = useTranslations('tryIt');
  const showError = useErrorToast();
  const { mutate } = useChangeTools(profileId);
  return (
    <Notice tone="warn">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span>{t('switchedOff')}</span>
        <Button size="sm" onClick={() => mutate({ enable: [tool.name] }, { onError: showError })}>
          {t('switchOn')}
        </Button>
      </div>
    </Notice>
  );
}
