'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { QueryView } from '@/components/ui/query-view';
import { toast } from '@/hooks/toast';
import { useErrorToast } from '@/hooks/use-error-toast';
import { useRemoveSavedQuery, useSavedQueries } from '@/hooks/use-saved-queries';
import type { DatabaseDetails } from '@/lib/contracts/database';
import type { SavedQueryTool } from '@/lib/contracts/saved-query';
import type { QueryLanguage } from '../query/language';
import { SaveQueryDialog } from './save-query-dialog';
import { SavedQueryRow } from './saved-query-row';

type Props = {
  database: DatabaseDetails;
  language: QueryLanguage;
  onOpen: (saved: SavedQueryTool) => void;
};

const NO_VALUES = {};

/** The queries that are tools by now. */
export function SavedQueries({ database, language, onOpen }: Props) {
  const t = useTranslations('databases.saved');
  const showError = useErrorToast();
  const saved = useSavedQueries(database.db_id);
  const remove = useRemoveSavedQuery(database.db_id);
  const [changing, setChanging] = useState<SavedQueryTool | null>(null);
  const [removing, setRemoving] = useState<SavedQueryTool | null>(null);
  return (
    <Card>
      <QueryView query={saved} empty={<EmptyState title={t('emptyTitle')} description={t('emptyDescription')} />}>
        {(queries) => (
          <ul className="divide-y">
            {queries.map((query) => (
              <SavedQueryRow
                key={query.name}
                profileId={database.profile_id}
                query={query}
                onOpen={() => onOpen(query)}
                onChange={() => setChanging(query)}
                onRemove={() => setRemoving(query)}
              />
            ))}
          </ul>
        )}
      </QueryView>
      {changing && (
        <SaveQueryDialog
          database={database}
          language={language}
          text={language.fromStatement(changing.statement)}
          values={NO_VALUES}
          saved={changing}
          onSaved={() => {}}
          onClose={() => setChanging(null)}
        />
      )}
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(open) => !open && setRemoving(null)}
        title={t('removeTitle', { name: removing?.name ?? '' })}
        description={t('removeDescription')}
        action={t('remove')}
        pending={remove.isPending}
        onConfirm={() => {
          if (!removing) return;
          const { name } = removing;
          remove.mutate(name, {
            onSuccess: () => toast.success(t('removed', { name })),
            onError: showError,
            onSettled: () => setRemoving(null),
          });
        }}
      />
    </Card>
  );
}
