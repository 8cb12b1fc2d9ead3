'use client';

import { useTranslations } from 'next-intl';
import type { CreatedKey } from '@/lib/contracts/key';
import { KeyForm } from './key-form';
import { SecretDialog } from './secret-dialog';

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

export function CreateKeyDialog(props: Props) {
  const t = useTranslations('settings.keys');
  return (
    <SecretDialog<CreatedKey>
      {...props}
      words={(created) =>
        created
          ? { title: t('createdTitle', { name: created.name }) }
          : { title: t('create'), description: t('createDescription') }
      }
      form={(actions) => <KeyForm {...actions} />}
      secret={({ key }) => ({ secret: key, label: t('key'), warning: t('once') })}
    />
  );
}
