'use client';

import { UserPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LazyWindow, windowScript } from '@/components/ui/lazy-window';
import { PageHeader } from '@/components/ui/page-header';
import { QueryView } from '@/components/ui/query-view';
import { useIsAdmin, useMe } from '@/hooks/use-me';
import { useMembers } from '@/hooks/use-members';
import { InvitesCard } from './invites-card';
import { MembersList } from './members-list';

const inviteDialog = windowScript(() => import('./invite-dialog').then((module) => module.InviteDialog));

export function MembersSettings() {
  const t = useTranslations('settings.members');
  const { workspace, demo } = useMe();
  const mayInvite = useIsAdmin() && !demo;
  const members = useMembers();
  const [isInviting, setInviting] = useState(false);
  const invite = mayInvite && (
    <Button variant="primary" onClick={() => setInviting(true)}>
      <UserPlus aria-hidden />
      {t('invite')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} description={t('description', { workspace: workspace.name })} actions={invite} />
      <div className="grid grid-cols-1 gap-5">
        <Card>
          <QueryView query={members} empty={<EmptyState title={t('emptyTitle')} action={invite} />}>
            {(items) => <MembersList members={items} />}
          </QueryView>
        </Card>
        {mayInvite && <InvitesCard />}
      </div>
      {isInviting && (
        <LazyWindow
          script={inviteDialog}
          props={{ open: true, onOpenChange: setInviting }}
          onClose={() => setInviting(false)}
        />
      )}
    </>
  );
}
