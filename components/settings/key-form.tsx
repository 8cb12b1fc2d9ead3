'use client';

import { useTranslations } from 'next-intl';
import { Controller } from 'react-hook-form';
import * as z from 'zod';
import { Button } from '@/components/ui/button';
import { ChoiceList } from '@/components/ui/choice-list';
import { DialogBody, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useCreateKey } from '@/hooks/use-keys';
import { useFilledIn } from '@/hooks/use-leave-question';
import { useIsAdmin } from '@/hooks/use-me';
import { showFieldErrors, useZodForm } from '@/hooks/use-zod-form';
import { ActsAs, type CreatedKey, NewKey } from '@/lib/contracts/key';
import { SCOPES, type Scope } from '@/lib/contracts/scope';
import { ScopePicker } from './scope-picker';
import type { SecretFormActions } from './secret-dialog';

const LIVES = ['30', '90', '365', 'never'] as const;
const DAY_MS = 86_400_000;
const Draft = NewKey.pick({ name: true, scopes: true }).extend({ acts_as: ActsAs, life: z.enum(LIVES) });
const BELOW_ADMIN = SCOPES.filter((scope) => scope !== 'admin');
/** What each kind usually needs: an agent uses tools, a backend connects them for its users, too. */
const PRESETS: Record<ActsAs, Scope[]> = {
  me: ['tools:read', 'tools:execute', 'profiles:read'],
  any_user: BELOW_ADMIN,
};
const FIELDS = ['name', 'scopes'] as const;

export function KeyForm({ onCreated, onFilledIn, onCancel }: SecretFormActions<CreatedKey>) {
  const t = useTranslations('settings.keys');
  const ui = useTranslations('ui');
  const showError = useErrorToast();
  const isAdmin = useIsAdmin();
  const form = useZodForm(Draft, { name: '', acts_as: 'me', scopes: PRESETS.me, life: '90' });
  const create = useCreateKey();
  const { errors, isDirty } = form.formState;
  useFilledIn(isDirty, onFilledIn);
  const submit = form.handleSubmit(({ name, scopes, acts_as, life }) =>
    create.mutate(
      {
        name,
        scopes,
        acts_as,
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
        {isAdmin && (
          <Controller
            control={form.control}
            name="acts_as"
            render={({ field }) => (
              <fieldset className="grid gap-1.5">
                <legend className="mb-1.5 font-medium text-sm">{t('actsAs')}</legend>
                <ChoiceList
                  label={t('actsAs')}
                  value={field.value}
                  onValueChange={(value) => {
                    const kind = ActsAs.parse(value);
                    field.onChange(kind);
                    // What was chosen by hand stays.
                    if (!form.getFieldState('scopes').isDirty)
                      form.resetField('scopes', { defaultValue: PRESETS[kind] });
                  }}
                >
                  {ActsAs.options.map((kind) => ({
                    value: kind,
                    title: t(`kinds.${kind}`),
                    note: t(`kindHelp.${kind}`),
                  }))}
                </ChoiceList>
              </fieldset>
            )}
          />
        )}
        <Controller
          control={form.control}
          name="scopes"
          render={({ field, fieldState }) => (
            <ScopePicker
              offered={isAdmin ? SCOPES : BELOW_ADMIN}
              value={field.value}
              onChange={field.onChange}
              error={fieldState.error}
            />
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
