'use client';

import { Card } from '@/components/ui/card';
import { QueryView } from '@/components/ui/query-view';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useDatabase } from '@/hooks/use-databases';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { Workbench } from './workbench';

/** What is in a database, and what one asks of it. */
export function DatabasePage({ profile }: { profile: ProfileDetails }) {
  const database = useDatabase(profile.profile_id);
  return (
    <QueryView
      query={database}
      waiting={
        <Card>
          <SkeletonRows rows={6} />
        </Card>
      }
    >
      {(details) => <Workbench key={details.db_id} database={details} outage={profile.unreachable} />}
    </QueryView>
  );
}
