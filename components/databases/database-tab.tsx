'use client';

import dynamic from 'next/dynamic';
import { SkeletonRows } from '@/components/ui/skeleton';

// The editor and everything around it come when somebody opens this tab, and with no other page.
export const DatabaseTab = dynamic(() => import('./database-page').then((module) => module.DatabasePage), {
  ssr: false,
  loading: () => <SkeletonRows rows={6} />,
});
