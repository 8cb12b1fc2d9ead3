import { useSyncExternalStore } from 'react';

const nothingChanges = () => () => {};

/** Where this page came from; empty on the server, which may be known by several names. */
export function useOrigin(): string {
  return useSyncExternalStore(
    nothingChanges,
    () => window.location.origin,
    () => '',
  );
}
