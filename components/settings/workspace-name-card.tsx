'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardFooter, CardHeader } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useRenameWorkspace } from '@/hooks/use-workspace';
import { showFieldErrors, useZodForm } from '@/hooks/use-zod-form';
import { WorkspaceChange } from '@/lib/contracts/workspace';

export function WorkspaceNameCard({ name }: { name: string }) {
  const t = useTranslations('settings.workspace');
  const ui = useTranslations('ui');
  const showError = useErrorToast();
  const form = useZodForm(WorkspaceChange, { name });
  const rename = useRenameWorkspace();
  const submit = form.handleSubmit((change) =>
    rename.mutate(change, {
      onSuccess: (workspace) => {
        form.reset({ name: workspace.name });
        toast.success(t('renamed', { name: workspace.name }));
      },
      onError: (error) => {
        if (!showFieldErrors(form, error, ['name'])) showError(error);
      },
    }),
  );
  return (
    <Card aria-labelledby="workspace-general">
      <form onSubmit={submit} noValidate>
        <CardHeader id="workspace-general" title={t('general')} />
        <CardBody>
          <Field label={t('name')} help={t('nameDescription')} error={form.formState.errors.name}>
            {(control) => <Input autoComplete="organization" {...control} {...form.register('name')} />}
          </Field>
        </CardBody>
        <CardFooter>
          {t('nameHelp')}
          <Button type="submit" variant="primary" disabled={!form.formState.isDirty} pending={rename.isPending}>
            {ui('save')}
          </Button>
        </CardFooter>
      </form>
    </Card>
  );
}
