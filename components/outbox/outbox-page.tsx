'use client';

import { Inbox, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { LazyWindow, windowScript } from '@/components/ui/lazy-window';
import { PageHeader } from '@/components/ui/page-header';
import { QueryView } from '@/components/ui/query-view';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useIsAdmin } from '@/hooks/use-me';
import { useClearOutbox, useOutbox } from '@/hooks/use-outbox';
import { useUrlFilters } from '@/hooks/use-url-filters';
import { OutboxFilter } from './outbox-filter';
import { OutboxList } from './outbox-list';

const outboxSheet = windowScript(() => import('./outbox-sheet').then((module) => module.OutboxSheet));

/** What the sandbox's apps received: the proof that a call did what it says. */
export function OutboxPage() {
  const t = useTranslations('outbox');
  const isAdmin = useIsAdmin();
  const showError = useErrorToast();
  const [{ app, entry }, setFilters] = useUrlFilters({ app: '', entry: '' });
  const outbox = useOutbox(app);
  const all = useOutbox('').data ?? [];
  const opened = all.find(({ id }) => id === entry);
  const close = () => setFilters({ entry: '' });
  const clear = useClearOutbox();
  const [isClearing, setClearing] = useState(false);
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          isAdmin &&
          all.length > 0 && (
            <Button onClick={() => setClearing(true)}>
              <Trash2 aria-hidden />
              {t('clear')}
            </Button>
          )
        }
      />
      <Card>
        {all.length > 0 && (
          <OutboxFilter entries={all} value={app} onValueChange={(next) => setFilters({ app: next })} />
        )}
        <QueryView
          query={outbox}
          empty={
            <EmptyState
              icon={<Inbox className="size-8 text-faint" aria-hidden />}
              title={t('emptyTitle')}
              description={t('emptyDescription')}
              action={
                <Button asChild>
                  <Link href="/profiles">{t('toProfiles')}</Link>
                </Button>
              }
            />
          }
        >
          {(entries) => <OutboxList entries={entries} onOpen={(id) => setFilters({ entry: id }, { add: true })} />}
        </QueryView>
      </Card>
      {opened && <LazyWindow script={outboxSheet} props={{ entry: opened, onClose: close }} onClose={close} />}
      <ConfirmDialog
        open={isClearing}
        onOpenChange={setClearing}
        title={t('clearTitle')}
        description={t('clearDescription')}
        action={t('clear')}
        pending={clear.isPending}
        onConfirm={() =>
          clear.mutate(undefined, {
            onSuccess: () => toast.success(t('cleared')),
            onError: showError,
            onSettled: () => setClearing(false),
          })
        }
      />
    </>
  );
}
