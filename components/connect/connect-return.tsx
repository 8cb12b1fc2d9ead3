'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useProfiles } from '@/hooks/use-profiles';
import { useUrlFilters } from '@/hooks/use-url-filters';
import { ConnectFailure } from '@/lib/contracts/connection-token';

const NOTHING = { status: '', appName: '', app: '', state: '', reason: '' };

/**
 * Where the whole page went to the provider and came back, the address says how it ended. That an app is connected is
 * said only while it is: an address can be made up, or opened again after the app was disconnected.
 */
export function ConnectReturn() {
  const t = useTranslations('connect');
  const ui = useTranslations('ui');
  const [address, setFilters] = useUrlFilters(NOTHING);
  const [{ status, appName, app, reason }, setReturn] = useState(NOTHING);
  // Out of the address once it is read: a reload, a bookmark or a link sent on would say it again when it is no longer so.
  const read = useEffectEvent(() => {
    setReturn(address);
    setFilters(NOTHING);
  });
  useEffect(() => {
    if (address.status !== '') read();
  }, [address.status]);
  const isReturn = status !== '' && app !== '';
  const isSuccess = status === 'success';
  const filters = { app_slug: app, status: 'connected' };
  const [profile] = useProfiles(filters, isReturn).data ?? [];
  if (!isReturn || (isSuccess && !profile)) return null;
  const name = profile?.app_name ?? (appName || app);
  const failure = ConnectFailure.safeParse(reason).data;
  return (
    <Notice tone={isSuccess ? 'ok' : 'bad'} role="status" className="mb-4">
      <div className="flex items-start gap-3">
        <div className="flex-1">
          <p className="font-medium">{t(isSuccess ? 'result.completed' : 'result.failed', { app: name })}</p>
          {failure && <p>{t(`failures.${failure}`, { app: name })}</p>}
        </div>
        <Button variant="ghost" size="icon-sm" aria-label={ui('close')} onClick={() => setReturn(NOTHING)}>
          <X aria-hidden />
        </Button>
      </div>
    </Notice>
  );
}
