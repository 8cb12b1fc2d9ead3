'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useDisconnectProfile } from '@/hooks/use-profiles';
import type { Removal } from '@/lib/contracts/connection';
import type { ProfileDetails } from '@/lib/contracts/profile-list';

type Props = { profile: ProfileDetails; onClose: () => void };

/** Disconnects and keeps the profile. The toast says whether the provider has revoked the grant yet. */
export function DisconnectDialog({ profile, onClose }: Props) {
  const t = useTranslations('profiles');
  const showError = useErrorToast();
  const disconnect = useDisconnectProfile();
  const { display_name: name, app_name: app } = profile;
  const showResult = ({ revocation }: Removal) => {
    const title = t('disconnectedNow', { name });
    if (revocation === 'pending') {
      toast.warning(title, { description: t('revocationPending', { app }), duration: 10_000 });
    } else toast.success(title, { description: t('revocationDone', { app }) });
  };
  const confirm = () => disconnect.mutateAsync(profile.profile_id).then(showResult, showError).finally(onClose);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('disconnectTitle', { name })}
      description={t('disconnectDescription', { app })}
      action={t('disconnect')}
      pending={disconnect.isPending}
      onConfirm={confirm}
    />
  );
}
