'use client';

import { useTranslations } from 'next-intl';
import * as z from 'zod';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { PasswordInput } from '@/components/ui/password-input';
import { enterWith } from '@/hooks/sign-in';
import { useErrorWords } from '@/hooks/use-error-words';
import { useAcceptInvite } from '@/hooks/use-invites';
import { showFieldErrors, useZodForm } from '@/hooks/use-zod-form';
import { Email, NewPassword, PersonName } from '@/lib/contracts/user';
import { AuthForm } from './auth-form';

const NewPerson = z.object({ name: PersonName, email: Email, password: NewPassword });
const FIELDS = ['name', 'email', 'password'] as const;

/** Someone without an account joins by making one. */
export function JoinForm({ token, email }: { token: string; email: string | null }) {
  const t = useTranslations('auth');
  const words = useErrorWords();
  const form = useZodForm(NewPerson, { name: '', email: email ?? '', password: '' });
  const accept = useAcceptInvite(token);
  const { errors } = form.formState;
  const submit = form.handleSubmit((input) =>
    accept.mutate(input, {
      onSuccess: () => enterWith(input),
      onError: (error) => showFieldErrors(form, error, FIELDS),
    }),
  );
  return (
    <AuthForm action={t('join')} pending={accept.isPending || accept.isSuccess} onSubmit={submit}>
      {accept.error && (
        <Notice tone="bad" role="alert">
          {words(accept.error).help}
        </Notice>
      )}
      <Field label={t('name')} error={errors.name}>
        {(control) => <Input autoComplete="name" autoFocus {...control} {...form.register('name')} />}
      </Field>
      <Field label={t('email')} error={errors.email} help={email ? t('emailFixed') : undefined}>
        {(control) => (
          <Input
            type="email"
            autoComplete="username"
            readOnly={email !== null}
            {...control}
            {...form.register('email')}
          />
        )}
      </Field>
      <Field label={t('password')} help={t('joinPasswordHelp')} error={errors.password}>
        {(control) => <PasswordInput autoComplete="new-password" {...control} {...form.register('password')} />}
      </Field>
    </AuthForm>
  );
}
