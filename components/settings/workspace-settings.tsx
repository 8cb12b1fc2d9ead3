'use client';

import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/ui/page-header';
import { useIsAdmin, useMe } from '@/hooks/use-me';
import { RecordingCard } from './recording-card';
import { WorkspaceNameCard } from './workspace-name-card';

/** For admins: what the workspace is called, and what it keeps of the calls. */
export function WorkspaceSettings() {
  const t = useTranslations('settings.workspace');
  const { workspace } = useMe();
  const isAdmin = useIsAdmin();
  return (
    <>
      <PageHeader title={t('title')} description={t('description')} />
      <div className="grid grid-cols-1 gap-5">
        {isAdmin && <WorkspaceNameCard name={workspace.name} />}
        <RecordingCard />
      </div>
    </>
  );
}
