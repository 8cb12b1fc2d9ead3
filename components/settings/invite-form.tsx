'use client';

import { useTranslations } from 'next-intl';
import { Controller } from 'react-hook-form';
import * as z from 'zod';
import { Button } from '@/components/ui/button';
import { DialogBody, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useCreateInvite } from '@/hooks/use-invites';
import { useFilledIn } from '@/hooks/use-leave-question';
import { showFieldErrors, useZodForm } from '@/hooks/use-zod-form';
import type { CreatedInvite } from '@/lib/contracts/invite';
import { Role } from '@/lib/contracts/scope';
import { Email } from '@/lib/contracts/user';
import { useRoleOptions } from './role-options';
import type { SecretFormActions } from './secret-dialog';

/** An address left empty means that whoever holds the link may join. */
const InviteDraft = z.object({ role: Role, email: Email.or(z.literal('')) });
const FIELDS = ['role', 'email'] as const;

export function InviteForm({ onCreated, onFilledIn, onCancel }: SecretFormActions<CreatedInvite>) {
  const t = useTranslations('settings.members');
  const ui = useTranslations('ui');
  const showError = useErrorToast();
  const form = useZodForm(InviteDraft, { role: 'member', email: '' });
  const { errors, isDirty } = form.formState;
  useFilledIn(isDirty, onFilledIn);
  const create = useCreateInvite();
  const options = useRoleOptions();
  const submit = form.handleSubmit(({ role, email }) =>
    create.mutate(
      { role, email: email || null },
      {
        onSuccess: onCreated,
        onError: (error) => {
          if (!showFieldErrors(form, error, FIELDS)) showError(error);
        },
      },
    ),
  );
  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-col">
      <DialogBody>
        <Field label={t('email')} help={t('emailHelp')} optional error={errors.email}>
          {(control) => <Input type="email" autoComplete="off" autoFocus {...control} {...form.register('email')} />}
        </Field>
        <Field label={t('role')}>
          {(control) => (
            <Controller
              control={form.control}
              name="role"
              render={({ field }) => (
                <Select {...control} value={field.value} onValueChange={field.onChange} options={options} />
              )}
            />
          )}
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onCancel}>{ui('cancel')}</Button>
        <Button type="submit" variant="primary" pending={create.isPending}>
          {t('createLink')}
        </Button>
      </DialogFooter>
    </form>
  );
}
