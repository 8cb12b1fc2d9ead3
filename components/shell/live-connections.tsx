'use client';

import { useLiveConnections } from '@/hooks/use-live-connections';

/** Draws nothing: keeps the connections on whatever page is open up to date. */
export function LiveConnections() {
  useLiveConnections();
  return null;
}
