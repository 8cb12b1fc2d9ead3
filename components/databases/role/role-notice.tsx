'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { useDatabase } from '@/hooks/use-databases';
import type { ProfileDetails } from '@/lib/contracts/profile-list';
import { RoleRights } from './role-rights';

/** On every page of a database that is connected as a dangerous user, until it is connected as another. */
export function RoleNotice({ profile }: { profile: ProfileDetails }) {
  const t = useTranslations('databases.role');
  const { data: database } = useDatabase(profile.profile_id);
  if (database?.role?.level !== 'dangerous') return null;
  const rights = database.role.rights.filter(({ level }) => level === 'dangerous');
  return (
    <Notice tone="bad" role="alert" className="mb-5">
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-60 flex-1">
          <p className="font-medium">{t('title.dangerous')}</p>
          <RoleRights rights={rights} />
        </div>
        <Button asChild size="sm">
          <Link href={`/profiles/${profile.profile_id}?tab=settings`}>{t('review')}</Link>
        </Button>
      </div>
    </Notice>
  );
}
