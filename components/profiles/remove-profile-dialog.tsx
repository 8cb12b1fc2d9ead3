'use client';

import { useTranslations } from 'next-intl';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useRemoveProfile } from '@/hooks/use-profiles';
import type { Removal } from '@/lib/contracts/connection';
import type { ProfileDetails } from '@/lib/contracts/profile-list';

type Props = { profile: ProfileDetails; onClose: () => void; onRemoved?: () => void };

/** Removes the profile at once. The toast says whether the provider has revoked the grant yet. */
export function RemoveProfileDialog({ profile, onClose, onRemoved }: Props) {
  const t = useTranslations('profiles');
  const showError = useErrorToast();
  const remove = useRemoveProfile();
  const { display_name: name, app_name: app } = profile;
  // Awaited, not handed over as callbacks: by the time of the answer the row that asked is gone from the list.
  const showResult = (removal: Removal | null) => {
    if (removal?.revocation === 'pending') {
      toast.warning(t('removed', { name }), { description: t('revocationPending', { app }), duration: 10_000 });
    } else toast.success(t('removed', { name }));
    onRemoved?.();
  };
  const confirm = () => remove.mutateAsync(profile.profile_id).then(showResult, showError).finally(onClose);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('removeTitle', { name })}
      description={t('removeDescription', { app })}
      action={t('remove')}
      pending={remove.isPending}
      onConfirm={confirm}
    />
  );
}
