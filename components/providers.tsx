'use client';

import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { LazyToaster } from '@/components/ui/lazy-toaster';
import { ApiError } from '@/lib/api-client';

/** Not what a service behind the server did not answer: the server has asked it again already. */
const WORTH_A_RETRY = new Set(['offline', 'internal']);

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      {children}
      <LazyToaster />
    </QueryClientProvider>
  );
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      // Asked at once even while the browser says it is offline. Held back, a form would spin without a word, and send
      // what the person had given up on as soon as the network is back.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: 15_000,
        retry: (count, error) => count < 2 && error instanceof ApiError && WORTH_A_RETRY.has(error.code),
      },
    },
  });
}

/** A session that ended in another tab ends here too; the person comes back to where they were. */
function leaveWhenSignedOut(error: Error): void {
  if (!(error instanceof ApiError) || error.code !== 'unauthenticated') return;
  const here = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?${new URLSearchParams({ error: 'ended', next: here })}`);
}
