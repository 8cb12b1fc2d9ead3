'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useMe } from '@/hooks/use-me';
import { useRemoveMember } from '@/hooks/use-members';
import type { Member } from '@/lib/contracts/member';
import { MemberRow } from './member-row';

export function MembersList({ members }: { members: Member[] }) {
  const t = useTranslations('settings.members');
  const { user, workspace } = useMe();
  const [removing, setRemoving] = useState<Member | null>(null);
  const showError = useErrorToast();
  const remove = useRemoveMember();
  const isSelf = removing?.user_id === user.id;
  const confirm = () => {
    if (!removing) return;
    remove.mutate(removing.user_id, {
      onSuccess: () => {
        if (isSelf) window.location.assign('/');
        else toast.success(t('removed', { name: removing.name }));
      },
      onError: showError,
      onSettled: () => setRemoving(null),
    });
  };
  return (
    <>
      <ul className="divide-y">
        {members.map((member) => (
          <MemberRow key={member.user_id} member={member} onRemove={() => setRemoving(member)} />
        ))}
      </ul>
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(open) => !open && setRemoving(null)}
        title={
          isSelf ? t('leaveTitle', { workspace: workspace.name }) : t('removeTitle', { name: removing?.name ?? '' })
        }
        description={t(isSelf ? 'leaveDescription' : 'removeDescription')}
        action={t(isSelf ? 'leave' : 'remove')}
        pending={remove.isPending}
        onConfirm={confirm}
      />
    </>
  );
}
