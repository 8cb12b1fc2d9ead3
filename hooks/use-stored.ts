import { useSyncExternalStore } from 'react';

const CHANGED = 'pb:stored';

function subscribe(onChange: () => void): () => void {
  window.addEventListener('storage', onChange);
  window.addEventListener(CHANGED, onChange);
  return () => {
    window.removeEventListener('storage', onChange);
    window.removeEventListener(CHANGED, onChange);
  };
}

/** A word this browser remembers, the same in all its tabs. What is not among `allowed` counts as the first. */
export function useStored<Word extends string>(name: string, allowed: readonly [Word, ...Word[]]) {
  const read = () => allowed.find((word) => word === localStorage.getItem(name)) ?? allowed[0];
  const value = useSyncExternalStore(subscribe, read, () => allowed[0]);
  const setValue = (next: Word) => {
    localStorage.setItem(name, next);
    window.dispatchEvent(new Event(CHANGED));
  };
  return [value, setValue] as const;
}
