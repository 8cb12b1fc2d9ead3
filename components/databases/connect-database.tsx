'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { DialogBody, DialogFooter } from '@/components/ui/dialog';
import { useFilledIn } from '@/hooks/use-leave-question';
import type { DatabaseDetails, DatabaseForm } from '@/lib/contracts/database';
import { ConnectionFields } from './connection-fields';
import { TestButton } from './test-button';
import { TestOutcome } from './test-outcome';
import { useConnectionForm } from './use-connection-form';

type Props = {
  kind: DatabaseForm;
  name: string;
  onConnected: (database: DatabaseDetails) => void;
  /** Whether something is filled in that closing would lose. */
  onFilledIn: (isFilledIn: boolean) => void;
  onCancel: () => void;
};

export function ConnectDatabase({ kind, name, onConnected, onFilledIn, onCancel }: Props) {
  const t = useTranslations('connectDialog');
  const ui = useTranslations('ui');
  const connection = useConnectionForm({ kind, name, database: null, onSaved: onConnected });
  const { isDirty } = connection.form.formState;
  useFilledIn(isDirty, onFilledIn);
  return (
    <form onSubmit={connection.submit} noValidate className="flex min-h-0 flex-col">
      <DialogBody>
        <ConnectionFields connection={connection} />
        <TestOutcome connection={connection} />
      </DialogBody>
      <DialogFooter>
        <TestButton connection={connection} className="sm:mr-auto" />
        <Button onClick={onCancel}>{ui('cancel')}</Button>
        <Button type="submit" variant="primary" pending={connection.isSaving} disabled={connection.needsAcceptance}>
          {t('connect', { app: kind.name })}
        </Button>
      </DialogFooter>
    </form>
  );
}
