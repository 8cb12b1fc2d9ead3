'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { Button } from '@/components/ui/button';
import { api } from '@/lib/api-client';
import type { ConnectView } from '@/lib/contracts/connect-view';
import { OpenedLink } from '@/lib/contracts/connection-token';

/** Goes on to the provider by itself; the button is for browsers where that does not happen. */
export function GoOn({ to, view }: { to: string; view: ConnectView }) {
  const t = useTranslations('connect');
  useEffect(() => {
    // Whatever went wrong, the button is there and leads to a page that says so.
    api(OpenedLink, to, { method: 'POST' }).then(
      ({ location }) => window.location.replace(location),
      () => {},
    );
  }, [to]);
  return (
    <>
      <p role="status">{t('opening', { app: view.appName ?? '', provider: view.providerName ?? '' })}</p>
      <form method="post" action={to}>
        <Button type="submit" variant="primary">
          {t('continue')}
        </Button>
      </form>
    </>
  );
}
