import { useSyncExternalStore } from 'react';

const nothing = () => () => {};

/** What the key for commands is called on the reader's keyboard. */
export function useCommandKey(): '⌘' | 'Ctrl' {
  return useSyncExternalStore(
    nothing,
    () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl'),
    () => 'Ctrl',
  );
}
