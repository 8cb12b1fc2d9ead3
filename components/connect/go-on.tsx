'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Button } from '@/components/ui/button';
import type { ConnectView } from '@/lib/contracts/connect-view';

/** Goes on to the provider by itself; the button is for browsers where that does not happen. */
export function GoOn({ to, view }: { to: string; view: ConnectView }) {
  const t = useTranslations('connect');
  useEffect(() => {
    window.location.replace(to);
  }, [to]);
  return (
    <>
      <p role="status">{t('opening', { app: view.appName ?? '', provider: view.providerName ?? '' })}</p>
      <Button asChild variant="primary">
        <a href={to} rel="noreferrer">
          {t('continue')}
        </a>
      </Button>
    </>
  );
}
