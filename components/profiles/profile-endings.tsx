'use client';

import { Trash2, Unplug } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { DisconnectDialog } from './disconnect-dialog';
import { canDisconnect } from './profile-words';
import { RemoveProfileDialog } from './remove-profile-dialog';

/** The two ways to end it, beside each other, so that nobody deletes what they only want to disconnect. */
export function ProfileEndings({ profile }: { profile: ProfileDetails }) {
  const t = useTranslations('profiles');
  const router = useRouter();
  const [open, setOpen] = useState<'disconnect' | 'remove' | null>(null);
  const close = () => setOpen(null);
  return (
    <Card>
      <CardHeader title={t(canDisconnect(profile) ? 'endings' : 'ending')} />
      <CardBody className="grid gap-4">
        {canDisconnect(profile) && (
          <Ending title={t('disconnect')} help={t('disconnectHelp', { app: profile.app_name })}>
            <Button onClick={() => setOpen('disconnect')}>
              <Unplug aria-hidden />
              {t('disconnect')}
            </Button>
          </Ending>
        )}
        <Ending title={t('remove')} help={t('removeHelp')}>
          <Button variant="danger" onClick={() => setOpen('remove')}>
            <Trash2 aria-hidden />
            {t('remove')}
          </Button>
        </Ending>
      </CardBody>
      {open === 'disconnect' && <DisconnectDialog profile={profile} onClose={close} />}
      {open === 'remove' && (
        <RemoveProfileDialog profile={profile} onClose={close} onRemoved={() => router.push('/profiles')} />
      )}
    </Card>
  );
}

function Ending({ title, help, children }: { title: string; help: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div className="grid min-w-0 flex-1 basis-60 gap-0.5">
        <p className="font-medium text-sm">{title}</p>
        <p className="text-pretty text-muted text-sm">{help}</p>
      </div>
      {children}
    </div>
  );
}
