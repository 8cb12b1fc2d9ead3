'use client';

import { AppWindow, CircleX, LoaderCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { DialogBody, DialogFooter } from '@/components/ui/dialog';
import type { Connect } from '@/hooks/use-connect';
import { ConnectDone } from './connect-done';

type Props = { connect: Connect; appName: string; onAgain: () => void; onDone: () => void };

/** What goes on in the other window, in words; and when it ended badly, why and what to do. */
export function ConnectProgress({ connect, appName, onAgain, onDone }: Props) {
  const t = useTranslations('connectDialog');
  const failures = useTranslations('connect.failures');
  const ui = useTranslations('ui');
  const { progress, showWindow } = connect;
  if (progress.step === 'connected')
    return <ConnectDone profileId={progress.profileId} appName={appName} onDone={onDone} />;
  if (progress.step === 'ended') {
    return (
      <>
        <Scene
          role="alert"
          icon={<CircleX className="size-6 text-bad-ink" aria-hidden />}
          title={t(progress.failure === 'cancelled' ? 'cancelledTitle' : 'endedTitle', { app: appName })}
          text={failures(progress.failure, { app: appName })}
        />
        <DialogFooter>
          <Button onClick={onDone}>{ui('close')}</Button>
          <Button variant="primary" onClick={onAgain}>
            {t('again')}
          </Button>
        </DialogFooter>
      </>
    );
  }
  const words = progress.step === 'leaving' ? 'leaving' : 'waiting';
  return (
    <>
      <Scene
        role="status"
        icon={<LoaderCircle className="size-6 animate-spin text-accent-ink" aria-hidden />}
        title={t(`${words}.title`, { app: appName })}
        text={t(`${words}.text`, { app: appName })}
      />
      <DialogFooter>
        <Button onClick={onDone}>{ui('cancel')}</Button>
        {words === 'waiting' && (
          <Button onClick={showWindow}>
            <AppWindow aria-hidden />
            {t('openAgain')}
          </Button>
        )}
      </DialogFooter>
    </>
  );
}

type SceneProps = { role: 'status' | 'alert'; icon: ReactNode; title: string; text: string };

function Scene({ role, icon, title, text }: SceneProps) {
  return (
    <DialogBody role={role} className="justify-items-center gap-2 py-6 text-center">
      <span className="mb-2 grid size-12 place-items-center rounded-full bg-sunken">{icon}</span>
      <p className="font-medium text-base">{title}</p>
      <p className="max-w-sm text-pretty text-muted text-sm">{text}</p>
    </DialogBody>
  );
}
