'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { CardBody, CardFooter } from '@/components/ui/card';
import { toast } from '@/hooks/toast';
import type { DatabaseDetails, DatabaseForm } from '@/lib/contracts/database';
import { ConnectionFields } from './connection-fields';
import { initialValues } from './form-values';
import { RoleOfForm } from './role/role-of-form';
import { TestButton } from './test-button';
import { TestOutcome } from './test-outcome';
import { useConnectionForm } from './use-connection-form';

/** Settings that lead somewhere else are tried by the server before they replace those that worked. */
export function EditDatabase({ kind, database }: { kind: DatabaseForm; database: DatabaseDetails }) {
  const t = useTranslations('databases.settings');
  const ui = useTranslations('ui');
  const connection = useConnectionForm({
    kind,
    database,
    name: database.name,
    onSaved: (saved) => {
      connection.form.reset(initialValues(kind.fields, saved.name, saved));
      connection.setWay('fields');
      toast.success(t('saved', { name: saved.name }));
    },
  });
  const { dirtyFields } = connection.form.formState;
  const leadsElsewhere = connection.fields.some(
    ({ name, advanced }) => dirtyFields[name] && !advanced && name !== 'connection_name',
  );
  return (
    <form onSubmit={connection.submit} noValidate>
      <CardBody>
        <ConnectionFields connection={connection} />
      </CardBody>
      <TestOutcome connection={connection} className="mx-5 mb-4" />
      {/* What is known of the user is about the one that is saved. */}
      {database.role && connection.role === null && !leadsElsewhere && (
        <div className="mx-5 mb-4">
          <RoleOfForm connection={connection} role={database.role} needsAcceptance={false} />
        </div>
      )}
      <CardFooter>
        <TestButton connection={connection} />
        <Button type="submit" variant="primary" pending={connection.isSaving} disabled={connection.needsAcceptance}>
          {ui('save')}
        </Button>
      </CardFooter>
    </form>
  );
}
