'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useDisconnectProfile } from '@/hooks/use-profiles';
import type { ProfileDetails } from '@/lib/contracts/profile-list';

type Props = { profile: ProfileDetails; onClose: () => void };

/** The profile stays. Whether the provider has taken the grant back already, is told as it is. */
export function DisconnectDialog({ profile, onClose }: Props) {
  const t = useTranslations('profiles');
  const showError = useErrorToast();
  const disconnect = useDisconnectProfile();
  const { display_name: name, app_name: app } = profile;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('disconnectTitle', { name })}
      description={t('disconnectDescription', { app })}
      action={t('disconnect')}
      pending={disconnect.isPending}
      onConfirm={() =>
        disconnect.mutate(profile.profile_id, {
          onSuccess: ({ revocation }) => {
            const title = t('disconnectedNow', { name });
            if (revocation === 'pending') {
              toast.warning(title, { description: t('revocationPending', { app }), duration: 10_000 });
            } else toast.success(title, { description: t('revocationDone', { app }) });
            onClose();
          },
          onError: (error) => {
            showError(error);
            onClose();
          },
        })
      }
    />
  );
}
