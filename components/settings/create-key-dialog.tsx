'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import type { CreatedKey } from '@/lib/contracts/key';
import { KeyForm } from './key-form';
import { SecretOnce } from './secret-once';

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** First the form, then the key itself: once, because only its hash is kept. */
export function CreateKeyDialog({ open, onOpenChange }: Props) {
  const t = useTranslations('settings.keys');
  const [created, setCreated] = useState<CreatedKey | null>(null);
  const close = (next: boolean) => {
    onOpenChange(next);
    if (!next) setCreated(null);
  };
  return (
    <Dialog open={open} onOpenChange={close}>
      <DialogContent
        title={created ? t('createdTitle', { name: created.name }) : t('create')}
        description={created ? undefined : t('createDescription')}
        // A click beside the window must not lose the only look at the key.
        onInteractOutside={(event) => created && event.preventDefault()}
      >
        {created ? (
          <SecretOnce secret={created.key} label={t('key')} warning={t('once')} onDone={() => close(false)} />
        ) : (
          <KeyForm onCreated={setCreated} onCancel={() => close(false)} />
        )}
      </DialogContent>
    </Dialog>
  );
}
