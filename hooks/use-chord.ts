import { useEffect, useEffectEvent, useRef } from 'react';
import { isTyping } from './use-shortcut';

const CHORD_MS = 1200;

type Chord = { lead: string; followers: Record<string, () => void>; isEnabled: boolean };

/** Two keys, one after the other: G, then the letter of a section. */
export function useChord({ lead, followers, isEnabled }: Chord): void {
  const ledAt = useRef(0);
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!isEnabled || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    const isArmed = Date.now() - ledAt.current < CHORD_MS;
    ledAt.current = key === lead ? Date.now() : 0;
    const run = isArmed ? followers[key] : undefined;
    if (!run) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
