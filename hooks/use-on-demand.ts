'use client';

import { useState } from 'react';
import { ApiError } from '@/lib/api-client';
import { useErrorToast } from './use-error-toast';

/**
 * A part of a screen that is fetched when somebody reaches for it, so that no page waits for it. Until it is there,
 * something light stands in its place: give it `reach`, and call `open` when it is pressed. What cannot be fetched is
 * told, and asked for again at the next press.
 */
export function useOnDemand<Part>(load: () => Promise<Part>) {
  const [part, setPart] = useState<Part | null>(null);
  const showError = useErrorToast();
  // Only a press is answered; reaching for it in passing is nothing to tell anybody about.
  const ahead = () => void load().catch(() => {});
  const open = () =>
    void load().then(
      (loaded) => setPart(() => loaded),
      () => showError(new ApiError('offline', '')),
    );
  return { part, open, reach: { onPointerEnter: ahead, onFocus: ahead } };
}
