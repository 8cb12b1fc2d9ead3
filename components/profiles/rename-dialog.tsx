'use client';

import { useTranslations } from 'next-intl';
import * as z from 'zod';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useChangeProfile } from '@/hooks/use-profiles';
import { useZodForm } from '@/hooks/use-zod-form';
import { ApiError } from '@/lib/api-client';
import { ProfileName } from '@/lib/contracts/profile';
import type { ProfileDetails } from '@/lib/contracts/profile-list';

const Draft = z.object({ name: ProfileName });

export function RenameDialog({ profile, onClose }: { profile: ProfileDetails; onClose: () => void }) {
  const t = useTranslations('profiles');
  const ui = useTranslations('ui');
  const showError = useErrorToast();
  const change = useChangeProfile(profile.profile_id);
  const form = useZodForm(Draft, { name: profile.display_name });
  const submit = form.handleSubmit(({ name }) =>
    change.mutate(
      { profile_name: name, display_name: name },
      {
        onSuccess: () => {
          toast.success(t('renamed', { name }));
          onClose();
        },
        onError: (error) => {
          if (error instanceof ApiError && error.code === 'conflict') {
            form.setError('name', { message: t('nameTaken') }, { shouldFocus: true });
          } else showError(error);
        },
      },
    ),
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t('renameNamed', { name: profile.display_name })}>
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <Field label={t('name')} error={form.formState.errors.name}>
              {(control) => <Input autoComplete="off" autoFocus {...control} {...form.register('name')} />}
            </Field>
          </DialogBody>
          <DialogFooter>
            <Button onClick={onClose}>{ui('cancel')}</Button>
            <Button type="submit" variant="primary" pending={change.isPending}>
              {ui('save')}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
