import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { AppShell } from '@/components/shell/app-shell';
import { keys } from '@/hooks/query-keys';
import { SIDEBAR_COOKIE } from '@/i18n/config';
import { usesSandbox } from '@/lib/domain/identity/demo';
import { listSandboxedBesideReal } from '@/lib/domain/providers/open-provider';
import { requirePageUser } from '../require-page-user';

export default async function AppLayout({ children }: { children: ReactNode }) {
  const session = await requirePageUser();
  const cache = new QueryClient();
  cache.setQueryData(keys.session, session);
  const startsCollapsed = (await cookies()).get(SIDEBAR_COOKIE)?.value === 'collapsed';
  return (
    <HydrationBoundary state={dehydrate(cache)}>
      <AppShell isSandbox={usesSandbox()} sandboxed={listSandboxedBesideReal()} startsCollapsed={startsCollapsed}>
        {children}
      </AppShell>
    </HydrationBoundary>
  );
}
