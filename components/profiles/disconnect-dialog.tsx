'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useDisconnectProfile } from '@/hooks/use-profiles';
import type { Removal } from '@/lib/contracts/connection';
import type { ProfileDetails } from '@/lib/contracts/profile-list';

type Props = { profile: ProfileDetails; onClose: () => void };

/** The profile stays. Whether the provider has taken the grant back already, is told as it is. */
export function DisconnectDialog({ profile, onClose }: Props) {
  const t = useTranslations('profiles');
  const showError = useErrorToast();
  const disconnect = useDisconnectProfile();
  const { display_name: name, app_name: app } = profile;
  const tell = ({ revocation }: Removal) => {
    const title = t('disconnectedNow', { name });
    if (revocation === 'pending') {
      toast.warning(title, { description: t('revocationPending', { app }), duration: 10_000 });
    } else toast.success(title, { description: t('revocationDone', { app }) });
  };
  const confirm = () => disconnect.mutateAsync(profile.profile_id).then(tell, showError).finally(onClose);
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
