'use client';

import { useState } from 'react';
import { ApiError } from '@/lib/api-client';
import { useErrorToast } from './use-error-toast';

/**
 * Loads a component when the pointer or the focus reaches its button, so that no page waits for it. Until it is there,
 * the button alone is drawn: give it `reach`, and call `open` when it is pressed. If loading fails, an error is shown,
 * and the next press tries again.
 */
export function useOnDemand<Part>(load: () => Promise<Part>) {
  const [part, setPart] = useState<Part | null>(null);
  const showError = useErrorToast();
  // Only a press shows an error: nobody asked for anything by passing over the button.
  const ahead = () => void load().catch(() => {});
  const open = () =>
    void load().then(
      (loaded) => setPart(() => loaded),
      () => showError(new ApiError('offline', '')),
    );
  return { part, open, reach: { onPointerEnter: ahead, onFocus: ahead } };
}
