'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Button } from '@/components/ui/button';
import type { ConnectView } from '@/lib/contracts/connect-view';
import type { ConnectFailure } from '@/lib/contracts/connection-token';
import { tellOpener } from './tell-opener';

/** How it ended, in words, with the next step. The page that opened this one is told as well. */
export function ConnectResult({ view, again }: { view: ConnectView; again?: string }) {
  const t = useTranslations('connect');
  const { status, failure, profileId, goOnTo } = view;
  useEffect(() => {
    tellOpener({
      type: 'patchbay:connect',
      status: status === 'completed' || status === 'pending' ? status : 'failed',
      profile_id: profileId,
      failure,
    });
    if (goOnTo) window.location.replace(goOnTo);
    else if (status === 'completed' && window.opener) window.close();
  }, [status, failure, profileId, goOnTo]);

  const app = view.appName ?? t('anApp');
  return (
    <>
      <div className="grid gap-1.5" role={status === 'failed' ? 'alert' : 'status'}>
        <h1 className="font-semibold text-lg">{t(`result.${headingOf(view)}`, { app })}</h1>
        <p className="text-pretty text-muted">
          {failure
            ? t(`failures.${failure}`, { app })
            : t(status === 'pending' ? 'pendingHelp' : 'completedHelp', { app })}
        </p>
      </div>
      <div className="flex flex-wrap gap-3">
        {status === 'pending' && again && (
          <Button asChild variant="primary">
            <a href={again}>{t('checkAgain')}</a>
          </Button>
        )}
        <Button asChild variant="secondary">
          <a href={goOnTo ?? (profileId ? `/profiles/${profileId}` : '/apps')}>{t(goOnTo ? 'continue' : 'back')}</a>
        </Button>
      </div>
    </>
  );
}

/** A link that cannot be used says nothing about the app: it may well be connected. */
const ABOUT_THE_LINK = new Set<ConnectFailure>([
  'expired',
  'used',
  'not_found',
  'other_browser',
  'other_person',
  'sign_in',
]);

function headingOf({ status, failure }: ConnectView): 'completed' | 'pending' | 'failed' | 'link' {
  if (status === 'completed' || status === 'pending') return status;
  return failure && ABOUT_THE_LINK.has(failure) ? 'link' : 'failed';
}
