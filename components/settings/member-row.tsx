'use client';

import { UserMinus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { NativeSelect } from '@/components/ui/native-select';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useIsAdmin, useMe } from '@/hooks/use-me';
import { useChangeRole } from '@/hooks/use-members';
import type { Member } from '@/lib/contracts/member';
import type { EndingRights } from './end-rights-dialog';
import { useRoleOptions } from './role-options';

type Props = { member: Member; onEnd: (by: EndingRights['by']) => void };

export function MemberRow({ member, onEnd }: Props) {
  const t = useTranslations('settings.members');
  const roles = useTranslations('nav.roles');
  const { user, role: myRole } = useMe();
  const isAdmin = useIsAdmin();
  const showError = useErrorToast();
  const change = useChangeRole();
  const options = useRoleOptions();
  const isSelf = member.user_id === user.id;
  // Only an owner decides about owners; the server holds to the same rule.
  const mayChange = isAdmin && (myRole === 'owner' || member.role !== 'owner');
  const label = isSelf ? t('leave') : t('removeNamed', { name: member.name });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-5 py-3">
      <Avatar name={member.name} className="size-8" />
      <div className="grid min-w-0 flex-1 basis-28">
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium text-sm">{member.name}</span>
          {isSelf && <Badge>{t('you')}</Badge>}
        </span>
        <span className="truncate text-muted text-xs">{member.email}</span>
      </div>
      {mayChange ? (
        <NativeSelect
          aria-label={t('roleOf', { name: member.name })}
          className="w-34 shrink-0 max-sm:ml-11"
          value={member.role}
          options={options}
          disabled={change.isPending}
          onValueChange={(role) => {
            if (role === 'member') return onEnd('demotion');
            change.mutate(
              { userId: member.user_id, role },
              {
                onSuccess: () => toast.success(t('roleChanged', { name: member.name, role: roles(role) })),
                onError: showError,
              },
            );
          }}
        />
      ) : (
        <Badge>{roles(member.role)}</Badge>
      )}
      {(mayChange || isSelf) && (
        <Button variant="ghost" size="icon" aria-label={label} title={label} onClick={() => onEnd('removal')}>
          <UserMinus aria-hidden />
        </Button>
      )}
    </li>
  );
}
