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
import { useCreateKey } from '@/hooks/use-keys';
import { showFieldErrors, useZodForm } from '@/hooks/use-zod-form';
import { type CreatedKey, NewKey } from '@/lib/contracts/key';
import { ScopePicker } from './scope-picker';

const LIVES = ['30', '90', '365', 'never'] as const;
const DAY_MS = 86_400_000;
const KeyDraft = NewKey.pick({ name: true, scopes: true }).extend({ life: z.enum(LIVES) });
const AGENT_BACKEND: z.input<typeof KeyDraft>['scopes'] = ['tools:read', 'tools:execute', 'profiles:read'];
const FIELDS = ['name', 'scopes'] as const;

type Props = { onCreated: (key: CreatedKey) => void; onCancel: () => void };

export function KeyForm({ onCreated, onCancel }: Props) {
  const t = useTranslations('settings.keys');
  const ui = useTranslations('ui');
  const showError = useErrorToast();
  const form = useZodForm(KeyDraft, { name: '', scopes: AGENT_BACKEND, life: '90' });
  const create = useCreateKey();
  const { errors } = form.formState;
  const submit = form.handleSubmit(({ name, scopes, life }) =>
    create.mutate(
      {
        name,
        scopes,
        expires_at: life === 'never' ? null : new Date(Date.now() + Number(life) * DAY_MS).toISOString(),
      },
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
        <Field label={t('name')} help={t('nameHelp')} error={errors.name}>
          {(control) => <Input autoComplete="off" autoFocus {...control} {...form.register('name')} />}
        </Field>
        <Controller
          control={form.control}
          name="scopes"
          render={({ field, fieldState }) => (
            <ScopePicker value={field.value} onChange={field.onChange} error={fieldState.error} />
          )}
        />
        <Field label={t('life')}>
          {(control) => (
            <Controller
              control={form.control}
              name="life"
              render={({ field }) => (
                <Select
                  {...control}
                  value={field.value}
                  onValueChange={field.onChange}
                  options={LIVES.map((life) => ({ value: life, label: t(`lives.${life}`) }))}
                />
              )}
            />
          )}
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onCancel}>{ui('cancel')}</Button>
        <Button type="submit" variant="primary" pending={create.isPending}>
          {t('create')}
        </Button>
      </DialogFooter>
    </form>
  );
}
