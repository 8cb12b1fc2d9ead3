'use client';

import dynamic from 'next/dynamic';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { ToolTabProps } from '../tool-panel';

// Forms, results and examples come when somebody wants to run something, not with the list of tools.
const TryIt = dynamic(() => import('./try-it').then((module) => module.TryIt), {
  ssr: false,
  loading: () => <SkeletonRows rows={3} />,
});

export function TryItTab({ profile, tool }: ToolTabProps) {
  return <TryIt key={`${profile.profile_id} ${tool.name}`} profileId={profile.profile_id} tool={tool} />;
}
