'use client';

import { useState } from 'react';

/**
 * A part of a screen that is fetched when somebody reaches for it, so that no page waits for it. Until it is there,
 * something light stands in its place: give it `reach`, and call `open` when it is pressed.
 */
export function useOnDemand<Part>(load: () => Promise<Part>) {
  const [part, setPart] = useState<Part | null>(null);
  const ahead = () => void load();
  const open = () => void load().then((loaded) => setPart(() => loaded));
  return { part, open, reach: { onPointerEnter: ahead, onFocus: ahead } };
}
