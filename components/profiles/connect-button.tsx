'use client';

import { Plug } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';

export function ConnectButton({ appName, onClick }: { appName: string; onClick: () => void }) {
  const t = useTranslations('connectDialog');
  return (
    <Button variant="primary" onClick={onClick}>
      <Plug aria-hidden />
      {t('connect', { app: appName })}
    </Button>
  );
}
