'use client';

import { CircleCheck, SlidersHorizontal } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DialogBody, DialogFooter } from '@/components/ui/dialog';
import { useProfile } from '@/hooks/use-profiles';

type Props = { profileId: string; appName: string; onDone: () => void };

/** Said only after the provider confirmed the account. */
export function ConnectDone({ profileId, appName, onDone }: Props) {
  const t = useTranslations('connectDialog');
  const ui = useTranslations('ui');
  const profile = useProfile(profileId).data;
  return (
    <>
      <DialogBody role="status" className="justify-items-center gap-2 py-6 text-center">
        <span className="mb-2 grid size-12 place-items-center rounded-full bg-ok-soft text-ok-ink">
          <CircleCheck className="size-6" aria-hidden />
        </span>
        <p className="font-medium text-base">{t('done.title', { app: appName })}</p>
        <p className="min-h-10 max-w-sm text-pretty text-muted text-sm">
          {profile &&
            t(profile.label ? 'done.named' : 'done.unnamed', {
              label: profile.label ?? '',
              on: profile.enabled_tools.length,
              total: profile.tools_total,
            })}
        </p>
      </DialogBody>
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
