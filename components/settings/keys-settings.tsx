'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LazyWindow, windowScript } from '@/components/ui/lazy-window';
import { PageHeader } from '@/components/ui/page-header';
import { QueryView } from '@/components/ui/query-view';
import { useKeys } from '@/hooks/use-keys';
import { KeysTable } from './keys-table';

const createKeyDialog = windowScript(() => import('./create-key-dialog').then((module) => module.CreateKeyDialog));

export function KeysSettings() {
  const t = useTranslations('settings.keys');
  const keys = useKeys();
  const [isCreating, setCreating] = useState(false);
  const create = (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      {t('create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} actions={create} />
      <Card>
        <QueryView
          query={keys}
          empty={<EmptyState title={t('emptyTitle')} description={t('emptyDescription')} action={create} />}
        >
          {(items) => <KeysTable keys={items} />}
        </QueryView>
      </Card>
      {isCreating && (
        <LazyWindow
          script={createKeyDialog}
          props={{ open: true, onOpenChange: setCreating }}
          onClose={() => setCreating(false)}
        />
      )}
    </>
  );
}
