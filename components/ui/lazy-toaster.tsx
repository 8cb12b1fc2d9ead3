'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';

const Toaster = dynamic(() => import('./toaster').then((module) => module.Toaster), { ssr: false });

/** Everything that is announced follows from something the person did; until then nobody needs the announcer. */
export function LazyToaster() {
  const [isNeeded, setNeeded] = useState(false);
  useEffect(() => {
    const options = { once: true, capture: true };
    const need = () => setNeeded(true);
    for (const event of ['pointerdown', 'keydown']) window.addEventListener(event, need, options);
    return () => {
      for (const event of ['pointerdown', 'keydown']) window.removeEventListener(event, need, options);
    };
  }, []);
  return isNeeded ? <Toaster /> : null;
}
