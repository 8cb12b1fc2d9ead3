'use client';

import { type ComponentType, useEffect, useState } from 'react';

const EVENTS = ['pointerdown', 'keydown'];

/**
 * Everything that is announced follows from something the person did; until then nobody needs the announcer. Where it
 * cannot be fetched, the page goes on without it and asks again at the next press.
 */
export function LazyToaster() {
  const [Toaster, setToaster] = useState<ComponentType | null>(null);
  useEffect(() => {
    if (Toaster) return;
    const need = () =>
      // With what it announces by, so that a lost connection can still be told.
      void Promise.all([import('./toaster'), import('sonner')]).then(
        ([module]) => setToaster(() => module.Toaster),
        () => {},
      );
    for (const event of EVENTS) window.addEventListener(event, need, { capture: true });
    return () => {
      for (const event of EVENTS) window.removeEventListener(event, need, { capture: true });
    };
  }, [Toaster]);
  return Toaster && <Toaster />;
}
