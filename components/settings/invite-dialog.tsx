'use client';

import { useTranslations } from 'next-intl';
import type { CreatedInvite } from '@/lib/contracts/invite';
import { InviteForm } from './invite-form';
import { SecretDialog } from './secret-dialog';

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

export function InviteDialog(props: Props) {
  const t = useTranslations('settings.members');
  return (
    <SecretDialog<CreatedInvite>
      {...props}
      words={(created) => ({
        title: t(created ? 'linkTitle' : 'invite'),
        description: t(created ? 'linkDescription' : 'inviteDescription'),
      })}
      form={(actions) => <InviteForm {...actions} />}
      secret={({ url }) => ({ secret: url, label: t('link'), warning: t('linkOnce') })}
    />
  );
}
