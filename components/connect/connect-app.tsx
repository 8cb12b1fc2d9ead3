'use client';

import type { AppCard } from '@/lib/contracts/app-list';
import { ConnectDialog } from './connect-dialog';

type Offers = readonly [AppCard, ...AppCard[]];

type Props = {
  /** The same app at every provider that serves it. */
  offers: Offers;
  onOpenChange: (open: boolean) => void;
  onConnected?: (profileId: string) => void;
};

/** The dialog that connects an app, by the way it is connected. */
export function ConnectApp(props: Props) {
  return isConnectable(props.offers) ? <ConnectDialog {...props} /> : null;
}

export function isConnectable([offer]: Offers): boolean {
  return offer.auth_type !== 'form';
}
