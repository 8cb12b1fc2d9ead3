'use client';

import { Failure } from '@/components/ui/failure';

/** A page that fails leaves the frame around it standing. */
export default function PageError({ error, reset }: { error: Error; reset: () => void }) {
  return <Failure error={error} onRetry={reset} className="py-24" />;
}
