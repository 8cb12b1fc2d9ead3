'use client';

import { useState } from 'react';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { SkeletonRows } from '@/components/ui/skeleton';
import { type ConnectRequest, useConnect } from '@/hooks/use-connect';
import { useProfilesOfApp } from '@/hooks/use-profiles';
import type { AppCard } from '@/lib/contracts/app-list';
import { AlreadyConnected } from './already-connected';
import { ConnectForm } from './connect-form';
import { ConnectProgress } from './connect-progress';
import { ConnectTitle } from './connect-title';

type Props = {
  offers: readonly [AppCard, ...AppCard[]];
  onOpenChange: (open: boolean) => void;
  onConnected?: (profileId: string) => void;
};

/** Name it, choose who serves it, allow access in the other window, and see here what became of it. */
export function ConnectDialog({ offers, onOpenChange, onConnected }: Props) {
  const [offer] = offers;
  const [isAdding, setAdding] = useState(false);
  const [request, setRequest] = useState<ConnectRequest | null>(null);
  const connect = useConnect(onConnected ? { onConnected } : {});
  const { step } = connect.progress;
  const profiles = useProfilesOfApp(offers);
  const mine = profiles.data ?? [];
  const isAsking = step === 'idle' || step === 'starting' || step === 'refused';
  const start = (next: ConnectRequest) => {
    setRequest(next);
    connect.start(next);
  };
  const close = () => {
    connect.stop();
    onOpenChange(false);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      <DialogContent
        title={<ConnectTitle offer={offer} />}
        // A click beside the window must not end what goes on in the other one.
        onInteractOutside={(event) => !isAsking && event.preventDefault()}
      >
        {!isAsking ? (
          <ConnectProgress
            connect={connect}
            appName={offer.name}
            onAgain={() => request && connect.start(request)}
            onDone={close}
          />
        ) : profiles.isPending ? (
          <SkeletonRows rows={2} />
        ) : mine.length > 0 && !isAdding ? (
          <AlreadyConnected profiles={mine} connect={connect} onReconnect={start} onAdd={() => setAdding(true)} />
        ) : (
          <ConnectForm offers={offers} taken={mine} connect={connect} onStart={start} onCancel={close} />
        )}
      </DialogContent>
    </Dialog>
  );
}
