'use client';

import { type ComponentType, useEffect, useState } from 'react';

const EVENTS = ['pointerdown', 'keydown', 'online'];

/** After the page's own requests. */
const LOAD_AFTER_MS = 1_000;

/**
 * Loaded shortly after the page, so that it keeps no page from being drawn and is there when the network is not: a lost
 * connection is among what it announces. Where it could not be loaded, the next press or the network's return tries again.
 */
export function LazyToaster() {
  const [Toaster, setToaster] = useState<ComponentType | null>(null);
  useEffect(() => {
    if (Toaster) return;
    const load = () =>
      // With what it announces by.
      void Promise.all([import('./toaster'), import('sonner')]).then(
        ([module]) => setToaster(() => module.Toaster),
        () => {},
      );
    for (const event of EVENTS) window.addEventListener(event, load, { capture: true });
    const timer = setTimeout(load, LOAD_AFTER_MS);
    return () => {
      clearTimeout(timer);
      for (const event of EVENTS) window.removeEventListener(event, load, { capture: true });
    };
  }, [Toaster]);
  return Toaster && <Toaster />;
}
