'use client';

import { useState } from 'react';
import { cn } from '@/lib/cn';

type Props = { url: string | null; name: string; className?: string };

/** The app's own picture, or its first letter where there is none. The name always stands beside it. */
export function AppIcon({ url, name, className }: Props) {
  const [failedUrl, setFailedUrl] = useState<string | null>(null);
  const box = cn('size-9 shrink-0 rounded-md', className);
  if (!url || failedUrl === url) {
    return (
      <span
        aria-hidden
        className={cn(box, 'grid place-items-center border bg-sunken font-semibold text-muted text-sm uppercase')}
      >
        {[...name][0]}
      </span>
    );
  }
  // Icons are small and come from the providers' hosts as they are; there is nothing to optimise.
  return (
    <img
      src={url}
      alt=""
      width={36}
      height={36}
      loading="lazy"
      decoding="async"
      className={box}
      onError={() => setFailedUrl(url)}
    />
  );
}
