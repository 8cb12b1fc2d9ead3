'use client';

import dynamic from 'next/dynamic';
import type { AppCard } from '@/lib/contracts/app-list';

// Who looks at the registry may connect nothing: what draws a dialog comes when one is opened.
const ConnectDialog = dynamic(() => import('./connect-dialog').then((module) => module.ConnectDialog), { ssr: false });
const DatabaseDialog = dynamic(
  () => import('@/components/databases/database-dialog').then((module) => module.DatabaseDialog),
  { ssr: false },
);

type Offers = readonly [AppCard, ...AppCard[]];

type Props = {
  /** The same app at every provider that serves it. */
  offers: Offers;
  onOpenChange: (open: boolean) => void;
  onConnected?: (profileId: string) => void;
};

/** The dialog that connects an app, by the way it is connected: in another window, or with a form here. */
export function ConnectApp(props: Props) {
  const [{ auth_type }] = props.offers;
  return auth_type === 'form' ? <DatabaseDialog {...props} /> : <ConnectDialog {...props} />;
}
