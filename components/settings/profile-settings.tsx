'use client';

import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/ui/page-header';
import { useMe } from '@/hooks/use-me';
import { AppearanceCard } from './appearance-card';
import { PasswordCard } from './password-card';
import { PersonCard } from './person-card';
import { SessionsCard } from './sessions-card';

export function ProfileSettings() {
  const t = useTranslations('settings.profile');
  const { user } = useMe();
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid grid-cols-1 gap-5">
        <PersonCard user={user} />
        <AppearanceCard />
        {!user.is_demo && <PasswordCard email={user.email} />}
        <SessionsCard />
      </div>
    </>
  );
}
