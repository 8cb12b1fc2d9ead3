import { useSyncExternalStore } from 'react';

const nothingChanges = () => () => {};

/** False on the server and until the scripts of the page run: nothing on it works before. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    nothingChanges,
    () => true,
    () => false,
  );
}
