'use client';

import { useTranslations } from 'next-intl';
import * as z from 'zod';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardFooter, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useChangeSession } from '@/hooks/use-session';
import { useZodForm } from '@/hooks/use-zod-form';
import { PersonName, type User } from '@/lib/contracts/user';

const Person = z.object({ name: PersonName });

export function PersonCard({ user }: { user: User }) {
  const t = useTranslations('settings.profile');
  const ui = useTranslations('ui');
  const showError = useErrorToast();
  const form = useZodForm(Person, { name: user.name });
  const change = useChangeSession();
  const submit = form.handleSubmit((input) =>
    change.mutate(input, {
      onSuccess: (session) => {
        form.reset({ name: session.user.name });
        toast.success(t('saved'));
      },
      onError: showError,
    }),
  );
  return (
    <Card aria-labelledby="person">
      <form onSubmit={submit} noValidate>
        <CardHeader id="person" title={t('person')} />
        <CardBody className="grid gap-4 sm:grid-cols-2">
          <Field label={t('name')} error={form.formState.errors.name}>
            {(control) => <Input autoComplete="name" {...control} {...form.register('name')} />}
          </Field>
          <Field label={t('email')} help={t('emailHelp')}>
            {(control) => (
              <Input type="email" value={user.email} readOnly className="bg-sunken text-muted" {...control} />
            )}
          </Field>
        </CardBody>
        <CardFooter>
          {t('nameHelp')}
          <Button type="submit" variant="primary" disabled={!form.formState.isDirty} pending={change.isPending}>
            {ui('save')}
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}
