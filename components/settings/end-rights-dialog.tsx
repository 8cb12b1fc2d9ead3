'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useMe } from '@/hooks/use-me';
import { useChangeRole, useRemoveMember } from '@/hooks/use-members';
import type { Key } from '@/lib/contracts/key';
import type { Member } from '@/lib/contracts/member';
import { useKeysLeftBy } from './keys-left-by';

export type EndingRights = { member: Member; by: 'removal' | 'demotion' };

/** Asks before somebody loses what they may do, and about the keys of theirs that would outlive it. */
export function EndRightsDialog({ ending, onClose }: { ending: EndingRights | null; onClose: () => void }) {
  return ending && <OpenDialog key={ending.member.user_id} {...ending} onClose={onClose} />;
}

function OpenDialog({ member, by, onClose }: EndingRights & { onClose: () => void }) {
  const t = useTranslations('settings.members');
  const roles = useTranslations('nav.roles');
  const { user, workspace } = useMe();
  const showError = useErrorToast();
  const change = useChangeRole();
  const remove = useRemoveMember();
  const { left, isLoading } = useKeysLeftBy(member.user_id);
  const [revokeKeys, setRevokeKeys] = useState(false);
  const { user_id: userId, name } = member;
  const isSelf = userId === user.id;
  const then = (onSuccess: () => void) => ({ onSuccess, onError: showError, onSettled: onClose });

  const demote = () =>
    change.mutate(
      { userId, role: 'member', revoke_keys: revokeKeys },
      then(() => toast.success(t('roleChanged', { name, role: roles('member') }))),
    );
  const leave = () =>
    remove.mutate(
      { userId, revokeKeys },
      then(() => (isSelf ? window.location.assign('/') : toast.success(t('removed', { name })))),
    );

  const demotion = isSelf
    ? { title: t('stepDownTitle'), description: t('stepDownDescription'), action: t('stepDown') }
    : { title: t('demoteTitle', { name }), description: t('demoteDescription'), action: t('demote') };
  const removal = isSelf
    ? { title: t('leaveTitle', { workspace: workspace.name }), description: t('leaveDescription'), action: t('leave') }
    : { title: t('removeTitle', { name }), description: t('removeDescription'), action: t('remove') };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      {...(by === 'demotion' ? demotion : removal)}
      pending={isLoading || change.isPending || remove.isPending}
      onConfirm={by === 'demotion' ? demote : leave}
    >
      {left.length > 0 && <KeysLeft keys={left} name={name} isChecked={revokeKeys} onChange={setRevokeKeys} />}
    </ConfirmDialog>
  );
}

type KeysLeftProps = { keys: Key[]; name: string; isChecked: boolean; onChange: (isChecked: boolean) => void };

function KeysLeft({ keys, name, isChecked, onChange }: KeysLeftProps) {
  const t = useTranslations('settings.members');
  const id = useId();
  const names = keys.map((key) => key.name).join(', ');
  return (
    <div className="mt-2 grid gap-2.5 border-t pt-3.5 text-sm">
      <p className="text-pretty">{t('keysGoOn', { count: keys.length, name, names })}</p>
      <label htmlFor={id} className="flex items-center gap-2.5 font-medium">
        <Checkbox id={id} checked={isChecked} onCheckedChange={(checked) => onChange(checked === true)} />
        {t('revokeKeys', { count: keys.length })}
      </label>
    </div>
  );
}
