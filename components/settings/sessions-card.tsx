'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useSignOut } from '@/components/shell/use-sign-out';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useMe } from '@/hooks/use-me';
import { useSignOutEverywhere } from '@/hooks/use-session';

export function SessionsCard() {
  const t = useTranslations('settings.sessions');
  const { user } = useMe();
  const [isAsking, setAsking] = useState(false);
  const showError = useErrorToast();
  const end = useSignOutEverywhere();
  const signOut = useSignOut();
  return (
    <Card aria-labelledby="sessions" className="pb-2">
      <CardHeader
        id="sessions"
        title={t('title')}
        description={t('description')}
        actions={<Button onClick={() => setAsking(true)}>{t('action')}</Button>}
      />
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t('confirm', { email: user.email })}
        description={t('confirmHelp')}
        action={t('action')}
        pending={end.isPending}
        onConfirm={() => end.mutate(undefined, { onSuccess: signOut, onError: showError })}
      />
    </Card>
  );
}
