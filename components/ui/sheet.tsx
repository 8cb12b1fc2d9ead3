'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Dialog as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { useReturnFocus } from '@/hooks/use-return-focus';
import { cn } from '@/lib/cn';
import { Button } from './button';

export const Sheet = Primitive.Root;

type Props = Omit<ComponentProps<typeof Primitive.Content>, 'title'> & { title: string; side?: 'bottom' | 'right' };

/** Details beside the page, or the phone's menu below it. */
export function SheetContent({ title, side = 'right', className, children, ...props }: Props) {
  const t = useTranslations('ui');
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-50 animate-in bg-overlay" />
      <Window
        aria-describedby={undefined}
        className={cn(
          'fixed z-50 flex flex-col border bg-raised shadow-lg outline-none',
          side === 'bottom' &&
            'inset-x-0 bottom-0 max-h-[85dvh] animate-drawer rounded-t-xl pb-[env(safe-area-inset-bottom)]',
          side === 'right' && 'inset-y-0 right-0 w-full max-w-xl animate-rise sm:inset-y-2 sm:right-2 sm:rounded-xl',
          className,
        )}
        {...props}
      >
        <header className="flex items-center justify-between gap-3 px-5 pt-4 pb-2">
          <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
          <Primitive.Close asChild>
            <Button variant="ghost" size="icon-sm" aria-label={t('close')} className="-mr-1.5">
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
