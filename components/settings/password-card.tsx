'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardFooter, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { PasswordInput } from '@/components/ui/password-input';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useChangePassword } from '@/hooks/use-session';
import { showFieldErrors, useZodForm } from '@/hooks/use-zod-form';
import { PasswordChange } from '@/lib/contracts/session';

const EMPTY: PasswordChange = { current_password: '', new_password: '' };
const FIELDS = ['current_password', 'new_password'] as const;

export function PasswordCard({ email }: { email: string }) {
  const t = useTranslations('settings.password');
  const showError = useErrorToast();
  const form = useZodForm(PasswordChange, EMPTY);
  const change = useChangePassword();
  const { errors } = form.formState;
  const submit = form.handleSubmit((input) =>
    change.mutate(input, {
      onSuccess: () => {
        form.reset(EMPTY);
        toast.success(t('changed'), { description: t('changedHelp') });
      },
      onError: (error) => {
        if (!showFieldErrors(form, error, FIELDS)) showError(error);
      },
    }),
  );
  return (
    <Card aria-labelledby="password">
      <form onSubmit={submit} noValidate>
        <CardHeader id="password" title={t('title')} description={t('description')} />
        <CardBody className="grid gap-4 sm:grid-cols-2">
          {/* Password managers look for whose password it is. */}
          <input type="text" autoComplete="username" value={email} readOnly hidden />
          <Field label={t('current')} error={errors.current_password}>
            {(control) => (
              <PasswordInput autoComplete="current-password" {...control} {...form.register('current_password')} />
            )}
          </Field>
          <Field label={t('new')} help={t('newHelp')} error={errors.new_password}>
            {(control) => <PasswordInput autoComplete="new-password" {...control} {...form.register('new_password')} />}
          </Field>
        </CardBody>
        <CardFooter>
          {t('footer')}
          <Button type="submit" disabled={!form.formState.isDirty} pending={change.isPending}>
            {t('action')}
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}
