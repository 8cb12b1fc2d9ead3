'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { useReturnFocus } from '@/hooks/use-return-focus';
import { cn } from '@/lib/cn';
import { Button } from './button';

export const Dialog = Primitive.Root;

type Props = Omit<ComponentProps<typeof Primitive.Content>, 'title'> & {
  title: ReactNode;
  description?: ReactNode;
};

/** A window over the page; on a phone it rises from the bottom edge, where thumbs are. */
export function DialogContent({ title, description, className, children, ...props }: Props) {
  const t = useTranslations('ui');
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-50 animate-in bg-overlay backdrop-blur-[2px]" />
      <Window
        className={cn(
          'fixed z-50 flex max-h-[calc(100dvh-3rem)] w-full flex-col border bg-raised shadow-lg outline-none',
          'inset-x-0 bottom-0 animate-drawer rounded-t-xl sm:inset-auto sm:top-[max(1.5rem,12dvh)] sm:left-1/2 sm:max-h-[80dvh] sm:max-w-lg sm:-translate-x-1/2 sm:animate-rise sm:rounded-xl',
          className,
        )}
        {...(description ? {} : { 'aria-describedby': undefined })}
        {...props}
      >
        <header className="flex items-start gap-4 px-5 pt-5 pb-4">
          <div className="grid min-w-0 flex-1 gap-1">
            <Primitive.Title className="font-semibold text-lg leading-6">{title}</Primitive.Title>
            {description && (
              <Primitive.Description className="text-pretty text-muted text-sm">{description}</Primitive.Description>
            )}
          </div>
          <Primitive.Close asChild>
            <Button variant="ghost" size="icon-sm" aria-label={t('close')} className="-mt-1 -mr-1.5">
              <X aria-hidden />
            </Button>
          </Primitive.Close>
        </header>
        {children}
      </Window>
    </Primitive.Portal>
  );
}

/** A component of its own, because the portal mounts it when it opens. */
function Window(props: ComponentProps<typeof Primitive.Content>) {
  return <Primitive.Content onCloseAutoFocus={useReturnFocus()} {...props} />;
}

export function DialogBody({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('grid min-h-0 gap-4 overflow-y-auto px-5 pt-1 pb-5', className)} {...props} />;
}

export function DialogFooter({ className, ...props }: ComponentProps<'footer'>) {
  return (
    <footer
      className={cn(
        'flex flex-col-reverse gap-2 border-t bg-canvas px-5 py-3.5 pb-[max(0.875rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-end sm:rounded-b-xl',
        className,
      )}
      {...props}
    />
  );
}
