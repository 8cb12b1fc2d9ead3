'use client';

import { Zap } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { ConnectionForm } from './use-connection-form';

export function TestButton({ connection, className }: { connection: ConnectionForm; className?: string }) {
  const t = useTranslations('databases.form');
  return (
    <Button
      pending={connection.test.isPending}
      disabled={connection.isSaving}
      onClick={() => void connection.tryOut()}
      className={className}
    >
      <Zap aria-hidden />
      {t('test')}
    </Button>
  );
}
