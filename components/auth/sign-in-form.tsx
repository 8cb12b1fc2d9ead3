'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import * as z from 'zod';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { PasswordInput } from '@/components/ui/password-input';
import { signInWith } from '@/hooks/sign-in';
import type { SignInFailure } from '@/hooks/sign-in-failure';
import { useZodForm } from '@/hooks/use-zod-form';
import { Email } from '@/lib/contracts/user';
import { AuthForm } from './auth-form';

const Credentials = z.object({ email: Email, password: z.string().min(1) });

type Props = { next: string; initialFailure: SignInFailure | null };

export function SignInForm({ next, initialFailure }: Props) {
  const t = useTranslations('auth');
  const form = useZodForm(Credentials, { email: '', password: '' });
  const { errors, isSubmitting, isSubmitSuccessful } = form.formState;
  const [failure, setFailure] = useState(initialFailure);
  const submit = form.handleSubmit(async (credentials) => {
    const failed = await signInWith({ provider: 'credentials', ...credentials });
    setFailure(failed);
    if (!failed) window.location.assign(next);
  });
  return (
    <AuthForm action={t('signIn')} pending={isSubmitting || (isSubmitSuccessful && !failure)} onSubmit={submit}>
      {failure && (
        <Notice tone="bad" role="alert">
          {t(`failure.${failure}`)}
        </Notice>
      )}
      <Field label={t('email')} error={errors.email}>
        {(control) => <Input type="email" autoComplete="username" autoFocus {...control} {...form.register('email')} />}
      </Field>
      <Field label={t('password')} error={errors.password}>
        {(control) => <PasswordInput autoComplete="current-password" {...control} {...form.register('password')} />}
      </Field>
    </AuthForm>
  );
}
