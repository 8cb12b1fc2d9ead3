'use client';

import { LazyWindow, useLoadAhead, windowScript } from '@/components/ui/lazy-window';
import type { AppCard } from '@/lib/contracts/app-list';

type Offers = readonly [AppCard, ...AppCard[]];

type Props = {
  /** The same app at every provider that serves it. */
  offers: Offers;
  onOpenChange: (open: boolean) => void;
  onConnected?: (profileId: string) => void;
};

// Kept out of the first load of the registry, where most visits connect nothing.
const connectDialog = windowScript(() => import('./connect-dialog').then((module) => module.ConnectDialog));
const databaseDialog = windowScript(() =>
  import('@/components/databases/database-dialog').then((module) => module.DatabaseDialog),
);

/** For pages with a Connect button. */
export function useConnectAhead(): void {
  useLoadAhead(connectDialog.load);
  useLoadAhead(databaseDialog.load);
}

/** The dialog that connects an app, by the way it is connected: in another window, or with a form here. */
export function ConnectApp(props: Props) {
  const [{ auth_type }] = props.offers;
  const script = auth_type === 'form' ? databaseDialog : connectDialog;
  return <LazyWindow script={script} props={props} onClose={() => props.onOpenChange(false)} />;
}
