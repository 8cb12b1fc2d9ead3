import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { useLeaveQuestion } from '@/hooks/use-leave-question';
import { SecretOnce } from './secret-once';

export type SecretFormActions<Created> = {
  onCreated: (created: Created) => void;
  /** Whether something is filled in that closing would lose. */
  onFilledIn: (isFilledIn: boolean) => void;
  onCancel: () => void;
};

type Props<Created> = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  words: (created: Created | null) => { title: string; description?: string };
  form: (actions: SecretFormActions<Created>) => ReactNode;
  secret: (created: Created) => { secret: string; label: string; warning: string };
};

/** First a form, then the secret that it made: once, because only its hash is kept. */
export function SecretDialog<Created>({ open, onOpenChange, words, form, secret }: Props<Created>) {
  const [created, setCreated] = useState<Created | null>(null);
  const ui = useTranslations('ui');
  const close = () => {
    onOpenChange(false);
    setCreated(null);
  };
  const { isAsking, setAsking, noteFilledIn, leave } = useLeaveQuestion(close);
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? onOpenChange(true) : leave())}>
      <DialogContent
        {...words(created)}
        // Neither a click beside the window nor a key pressed by habit must lose the only look at the secret.
        onEscapeKeyDown={(event) => created && event.preventDefault()}
        onInteractOutside={(event) => created && event.preventDefault()}
      >
        {created ? (
          <SecretOnce {...secret(created)} onDone={close} />
        ) : (
          form({ onCreated: setCreated, onFilledIn: noteFilledIn, onCancel: leave })
        )}
        <ConfirmDialog
          open={isAsking}
          onOpenChange={setAsking}
          title={ui('discardTitle')}
          description={ui('discardDescription')}
          action={ui('discard')}
          onConfirm={close}
        />
      </DialogContent>
    </Dialog>
  );
}
