'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { Dialog, DialogBody, DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useChangeSavedQuery, useSaveQuery } from '@/hooks/use-saved-queries';
import { showFieldErrors, useZodForm } from '@/hooks/use-zod-form';
import type { DatabaseDetails } from '@/lib/contracts/database';
import type { SavedQueryTool } from '@/lib/contracts/saved-query';
import type { QueryLanguage } from '../query/language';
import type { TypedValue } from '../query/parameter-values';
import { initialDraft, SavedDraft, toParameters } from './saved-draft';
import { SavedParameterFields } from './saved-parameter-fields';

const FIELDS = ['name', 'description'] as const;

type Props = {
  database: DatabaseDetails;
  language: QueryLanguage;
  text: string;
  values: Record<string, TypedValue>;
  /** The one that is changed; null for a new one. */
  saved: SavedQueryTool | null;
  onSaved: (saved: SavedQueryTool) => void;
  onClose: () => void;
};

/** A query becomes a tool: with a name, the words agents choose it by, and typed parameters. */
export function SaveQueryDialog({ database, language, text, values, saved, onSaved, onClose }: Props) {
  const t = useTranslations('databases.saved');
  const ui = useTranslations('ui');
  const showError = useErrorToast();
  const create = useSaveQuery(database.db_id);
  const change = useChangeSavedQuery(database.db_id);
  const form = useZodForm(SavedDraft, initialDraft(language.parametersIn(text), values, saved));
  const { errors } = form.formState;
  const submit = form.handleSubmit((draft) => {
    const query = {
      name: draft.name,
      description: draft.description,
      parameters: toParameters(draft),
      statement: language.toStatement(text),
    };
    const ending = {
      onSuccess: (tool: SavedQueryTool) => {
        toast.success(t('done', { name: tool.name }));
        onSaved(tool);
        onClose();
      },
      onError: (error: Error) => {
        if (!showFieldErrors(form, error, FIELDS)) showError(error);
      },
    };
    if (saved) change.mutate({ name: saved.name, change: query }, ending);
    else create.mutate(query, ending);
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={saved ? t('changeTitle', { name: saved.name }) : t('saveTitle')}
        description={t('saveDescription')}
        className="sm:max-w-2xl"
        onInteractOutside={(event) => event.preventDefault()}
      >
        <form onSubmit={submit} noValidate className="flex min-h-0 flex-col">
          <DialogBody>
            <Field label={t('name')} help={t('nameHelp')} error={errors.name}>
              {(control) => (
                <Input
                  className="font-mono"
                  autoComplete="off"
                  autoFocus
                  spellCheck={false}
                  placeholder={t('nameExample')}
                  {...control}
                  {...form.register('name')}
                />
              )}
            </Field>
            <Field label={t('description')} help={t('descriptionHelp')} error={errors.description}>
              {(control) => <Textarea rows={2} {...control} {...form.register('description')} />}
            </Field>
            <SavedParameterFields form={form} />
            <CodeBlock code={text} title={t('statement')} className="[&_pre]:max-h-40" />
          </DialogBody>
          <DialogFooter>
            <Button onClick={onClose}>{ui('cancel')}</Button>
            <Button type="submit" variant="primary" pending={create.isPending || change.isPending}>
              {t(saved ? 'saveChanges' : 'saveAsTool')}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
