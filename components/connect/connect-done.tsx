'use client';

import { SlidersHorizontal } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DialogFooter } from '@/components/ui/dialog';
import { useProfile } from '@/hooks/use-profiles';
import { ConnectedScene } from './connected-scene';

type Props = { profileId: string; appName: string; onDone: () => void };

/** Said only after the provider confirmed the account. */
export function ConnectDone({ profileId, appName, onDone }: Props) {
  const t = useTranslations('connectDialog');
  const ui = useTranslations('ui');
  const profile = useProfile(profileId).data;
  return (
    <>
      <ConnectedScene title={t('done.title', { app: appName })}>
        {profile &&
          (profile.tools_state === 'syncing'
            ? t('done.syncing')
            : t(profile.label ? 'done.named' : 'done.unnamed', {
                label: profile.label ?? '',
                on: profile.enabled_tools.length,
                total: profile.tools_total,
              }))}
      </ConnectedScene>
      <DialogFooter>
        <Button asChild>
          <Link href={`/profiles/${profileId}`}>
            <SlidersHorizontal aria-hidden />
            {t('done.tools')}
          </Link>
        </Button>
        <Button variant="primary" onClick={onDone}>
          {ui('done')}
        </Button>
      </DialogFooter>
    </>
  );
}
