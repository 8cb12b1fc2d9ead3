'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import type { CreatedInvite } from '@/lib/contracts/invite';
import { InviteForm } from './invite-form';
import { SecretOnce } from './secret-once';

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

export function InviteDialog({ open, onOpenChange }: Props) {
  const t = useTranslations('settings.members');
  const [created, setCreated] = useState<CreatedInvite | null>(null);
  const close = (next: boolean) => {
    onOpenChange(next);
    if (!next) setCreated(null);
  };
  return (
    <Dialog open={open} onOpenChange={close}>
      <DialogContent
        title={t(created ? 'linkTitle' : 'invite')}
        description={t(created ? 'linkDescription' : 'inviteDescription')}
        onInteractOutside={(event) => created && event.preventDefault()}
      >
        {created ? (
          <SecretOnce secret={created.url} label={t('link')} warning={t('linkOnce')} onDone={() => close(false)} />
        ) : (
          <InviteForm onCreated={setCreated} onCancel={() => close(false)} />
        )}
      </DialogContent>
    </Dialog>
  );
}
