'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import type { ConnectView } from '@/lib/contracts/connect-view';
import type { ConnectFailure } from '@/lib/contracts/connection-token';
import { notifyOpener } from './notify-opener';

/** After this, a browser that was asked to close the window has refused. */
const CLOSE_LIMIT_MS = 500;

type Props = {
  view: ConnectView;
  again?: string;
  /** Whoever opened a link that somebody sent them may have no account here: our pages are no way on for them. */
  isSignedIn: boolean;
};

/**
 * The result of connecting, and the next step. The page that opened this window gets it as a message. A link that could
 * not start (`open`) can be opened again, with the button or by reloading the page.
 */
export function ConnectResult({ view, again, isSignedIn }: Props) {
  const t = useTranslations('connect');
  const { status, failure, profileId, isPopup, returnUrl } = view;
  const isOpen = status === 'open';
  const closes = isPopup && (status === 'completed' || failure === 'cancelled');
  const [isStuck, setStuck] = useState(false);
  useEffect(() => {
    notifyOpener({
      type: 'patchbay:connect',
      status: status === 'completed' || status === 'pending' ? status : 'failed',
      profile_id: profileId,
      failure,
    });
    // Without the failure in its address the page starts over when it is reloaded.
    if (isOpen) window.history.replaceState(null, '', window.location.pathname);
    else if (returnUrl) window.location.replace(returnUrl);
    if (returnUrl || !closes) return;
    // Also without an opener: a page of the provider may have cut the tie, and the window is a popup all the same.
    window.close();
    const timer = setTimeout(() => setStuck(true), CLOSE_LIMIT_MS);
    return () => clearTimeout(timer);
  }, [status, failure, profileId, isOpen, closes, returnUrl]);

  const app = view.appName ?? t('anApp');
  const needsNewLink = status === 'failed' && !isSignedIn && !returnUrl && failure !== null && IS_OVER.has(failure);
  const closing = closes && !isStuck ? t('closing') : t('closable');
  return (
    <>
      <div className="grid gap-1.5" role={status === 'failed' || isOpen ? 'alert' : 'status'}>
        <h1 className="font-semibold text-lg">{t(`result.${headingOf(view)}`, { app })}</h1>
        {failure && <p className="text-pretty text-muted">{t(`failures.${failure}`, { app })}</p>}
        {needsNewLink && <p className="text-pretty text-muted">{t('askForLink')}</p>}
        {status === 'pending' && !failure && <p className="text-pretty text-muted">{t('pendingHelp', { app })}</p>}
        {(closes || status === 'completed') && !returnUrl && <p className="text-pretty text-muted">{closing}</p>}
      </div>
      <div className="flex flex-wrap gap-3">
        {(status === 'pending' || isOpen) && again && (
          <Button asChild variant="primary">
            <a href={again} rel="noreferrer">
              {t(isOpen ? 'tryAgain' : 'checkAgain')}
            </a>
          </Button>
        )}
        {(returnUrl || isSignedIn) && (
          <Button asChild variant="secondary">
            <a href={returnUrl ?? (profileId ? `/profiles/${profileId}` : '/apps')} rel="noreferrer">
              {t(returnUrl ? (isOpen ? 'leave' : 'continue') : 'back')}
            </a>
          </Button>
        )}
      </div>
    </>
  );
}

/** The link is used up, and these failures do not say themselves where another comes from. */
const IS_OVER = new Set<ConnectFailure>(['cancelled', 'used', 'not_found', 'provider_rejected', 'two_at_once']);

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
