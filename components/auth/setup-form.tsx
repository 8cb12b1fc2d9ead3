'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { PasswordInput } from '@/components/ui/password-input';
import { enterWith } from '@/hooks/sign-in';
import { useErrorWords } from '@/hooks/use-error-words';
import { useSetUp } from '@/hooks/use-setup';
import { showFieldErrors, useZodForm } from '@/hooks/use-zod-form';
import { ApiError } from '@/lib/api-client';
import { Setup } from '@/lib/contracts/session';
import { AuthForm } from './auth-form';

const FIELDS = ['name', 'email', 'password', 'workspace_name'] as const;

export function SetupForm() {
  const t = useTranslations('auth');
  const words = useErrorWords();
  const form = useZodForm(Setup, { name: '', email: '', password: '', workspace_name: '' });
  const setUp = useSetUp();
  const { errors } = form.formState;
  const submit = form.handleSubmit((input) =>
    setUp.mutate(input, {
      onSuccess: () => enterWith(input),
      onError: (error) => showFieldErrors(form, error, FIELDS),
    }),
  );
  return (
    <AuthForm action={t('createWorkspace')} pending={setUp.isPending || setUp.isSuccess} onSubmit={submit}>
      {setUp.error && (
        <Notice tone="bad" role="alert">
          <p>{words(setUp.error).help}</p>
          {setUp.error instanceof ApiError && setUp.error.code === 'conflict' && (
            <Link href="/sign-in" className="w-fit rounded-sm font-medium underline">
              {t('signIn')}
            </Link>
          )}
        </Notice>
      )}
      <Field label={t('workspaceName')} help={t('workspaceNameHelp')} error={errors.workspace_name}>
        {(control) => <Input autoComplete="organization" autoFocus {...control} {...form.register('workspace_name')} />}
      </Field>
      <Field label={t('name')} error={errors.name}>
        {(control) => <Input autoComplete="name" {...control} {...form.register('name')} />}
      </Field>
      <Field label={t('email')} error={errors.email}>
        {(control) => <Input type="email" autoComplete="username" {...control} {...form.register('email')} />}
      </Field>
      <Field label={t('password')} help={t('passwordHelp')} error={errors.password}>
        {(control) => <PasswordInput autoComplete="new-password" {...control} {...form.register('password')} />}
      </Field>
    </AuthForm>
  );
}
