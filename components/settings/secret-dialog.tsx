import { type ReactNode, useState } from 'react';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { SecretOnce } from './secret-once';

type Props<Created> = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  words: (created: Created | null) => { title: string; description?: string };
  form: (actions: { onCreated: (created: Created) => void; onCancel: () => void }) => ReactNode;
  secret: (created: Created) => { secret: string; label: string; warning: string };
};

/** First a form, then the secret that it made: once, because only its hash is kept. */
export function SecretDialog<Created>({ open, onOpenChange, words, form, secret }: Props<Created>) {
  const [created, setCreated] = useState<Created | null>(null);
  const close = (next: boolean) => {
    onOpenChange(next);
    if (!next) setCreated(null);
  };
  const cancel = () => close(false);
  return (
    <Dialog open={open} onOpenChange={close}>
      <DialogContent
        {...words(created)}
        // Neither a click beside the window nor a key pressed by habit must lose the only look at the secret.
        onEscapeKeyDown={(event) => created && event.preventDefault()}
        onInteractOutside={(event) => created && event.preventDefault()}
      >
        {created ? (
          <SecretOnce {...secret(created)} onDone={cancel} />
        ) : (
          form({ onCreated: setCreated, onCancel: cancel })
        )}
      </DialogContent>
    </Dialog>
  );
}
