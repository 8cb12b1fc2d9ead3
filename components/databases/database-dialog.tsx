'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConnectTitle } from '@/components/connect/connect-title';
import { freeName } from '@/components/connect/free-name';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { QueryView } from '@/components/ui/query-view';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useDatabaseForm } from '@/hooks/use-databases';
import { useLeaveQuestion } from '@/hooks/use-leave-question';
import { useProfilesOfApp } from '@/hooks/use-profiles';
import type { AppCard } from '@/lib/contracts/app-list';
import type { DatabaseDetails } from '@/lib/contracts/database';
import { ConnectDatabase } from './connect-database';
import { DatabaseConnected } from './database-connected';

type Props = {
  offers: readonly [AppCard, ...AppCard[]];
  onOpenChange: (open: boolean) => void;
  onConnected?: (profileId: string) => void;
};

/** Name it, say where it is, try it, connect it: a database needs no other window. */
export function DatabaseDialog({ offers: [offer], onOpenChange, onConnected }: Props) {
  const kind = useDatabaseForm(offer.slug);
  const mine = useProfilesOfApp([offer]);
  const t = useTranslations('databases.form');
  const [connected, setConnected] = useState<DatabaseDetails | null>(null);
  const { isAsking, setAsking, noteFilledIn, leave } = useLeaveQuestion(() => onOpenChange(false));
  const finish = (database: DatabaseDetails) => {
    setConnected(database);
    onConnected?.(database.profile_id);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && leave()}>
      <DialogContent
        title={<ConnectTitle offer={offer} />}
        // A click beside the window must not lose what was filled in.
        onInteractOutside={(event) => !connected && event.preventDefault()}
      >
        {connected ? (
          <DatabaseConnected database={connected} />
        ) : (
          <QueryView query={kind} waiting={<SkeletonRows rows={5} />}>
            {(form) =>
              mine.isPending ? (
                <SkeletonRows rows={5} />
              ) : (
                <ConnectDatabase
                  kind={form}
                  name={freeName(offer.name, mine.data ?? [])}
                  onConnected={finish}
                  onFilledIn={noteFilledIn}
                  onCancel={leave}
                />
              )
            }
          </QueryView>
        )}
        <ConfirmDialog
          open={isAsking}
          onOpenChange={setAsking}
          title={t('discardTitle')}
          description={t('discardDescription')}
          action={t('discard')}
          onConfirm={() => onOpenChange(false)}
        />
      </DialogContent>
    </Dialog>
  );
}
