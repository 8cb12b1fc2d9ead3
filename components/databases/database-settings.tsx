'use client';

import { useTranslations } from 'next-intl';
import { Card, CardHeader } from '@/components/ui/card';
import { QueryView } from '@/components/ui/query-view';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useDatabase, useDatabaseForm } from '@/hooks/use-databases';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { EditDatabase } from './edit-database';

/** How the server is reached, and how far agents may go there. Secrets are never among what is shown. */
export function DatabaseSettings({ profile }: { profile: ProfileDetails }) {
  const t = useTranslations('databases.settings');
  const database = useDatabase(profile.profile_id);
  const kind = useDatabaseForm(profile.app_slug);
  return (
    <Card>
      <CardHeader title={t('title')} description={t('description')} />
      <QueryView query={kind} waiting={<SkeletonRows rows={6} />}>
        {(form) => (
          <QueryView query={database} waiting={<SkeletonRows rows={6} />}>
            {(details) => <EditDatabase key={details.name} kind={form} database={details} />}
          </QueryView>
        )}
      </QueryView>
    </Card>
  );
}
