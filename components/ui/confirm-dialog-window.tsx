'use client';

import { useTranslations } from 'next-intl';
import { AlertDialog } from 'radix-ui';
import type { ComponentProps } from 'react';
import { useReturnFocus } from '@/hooks/use-return-focus';
import { Button } from './button';
import type { ConfirmDialogProps } from './confirm-dialog';

/** Asks once before something that cannot be taken back. Focus starts on the harmless button. */
export function ConfirmDialogWindow({
  open,
  onOpenChange,
  title,
  description,
  children,
  action,
  pending = false,
  onConfirm,
}: ConfirmDialogProps) {
  const t = useTranslations('ui');
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-50 animate-in bg-overlay backdrop-blur-[2px]" />
        <Window className="fixed inset-x-4 top-[max(1.5rem,22dvh)] z-50 mx-auto max-w-md animate-rise rounded-xl border bg-raised shadow-lg outline-none">
          <div className="grid gap-2 p-5">
            <AlertDialog.Title className="text-balance font-semibold text-lg leading-6">{title}</AlertDialog.Title>
            <AlertDialog.Description className="text-pretty text-muted text-sm">{description}</AlertDialog.Description>
            {children}
          </div>
          <footer className="flex justify-end gap-2 rounded-b-xl border-t bg-canvas px-5 py-3.5">
            <AlertDialog.Cancel asChild>
              <Button>{t('cancel')}</Button>
            </AlertDialog.Cancel>
            {/* The second press of a double click would send it twice: `pending` comes after it. */}
            <Button variant="danger" pending={pending} onClick={({ detail }) => detail < 2 && onConfirm()}>
              {action}
            </Button>
          </footer>
        </Window>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

/** A component of its own, because the portal mounts it when it opens. */
function Window(props: ComponentProps<typeof AlertDialog.Content>) {
  return <AlertDialog.Content onCloseAutoFocus={useReturnFocus()} {...props} />;
}
