import { useEffect, useEffectEvent } from 'react';

type Shortcut = {
  /** As in KeyboardEvent.key, lower case. */
  key: string;
  /** With ⌘ or Ctrl. Such shortcuts also work while typing. */
  withCommand?: boolean;
  isEnabled?: boolean;
  run: () => void;
};

/** One key for the whole page. Plain keys are left alone while somebody types. */
export function useShortcut({ key, withCommand = false, isEnabled = true, run }: Shortcut): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!isEnabled || event.defaultPrevented || event.altKey || event.key.toLowerCase() !== key) return;
    if ((event.metaKey || event.ctrlKey) !== withCommand) return;
    if (!withCommand && isTyping(event.target)) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest('input, textarea, select, [role=dialog], [role=menu], [role=listbox]') !== null)
  );
}
