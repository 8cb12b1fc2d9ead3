'use client';

import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Toaster as Sonner } from 'sonner';

// Its own style sheet asks for the system's font.
const FONT = { fontFamily: 'inherit' };

export function Toaster() {
  const t = useTranslations('ui');
  return (
    <Sonner
      style={FONT}
      position="bottom-right"
      containerAriaLabel={t('notifications')}
      // On a phone the bottom edge belongs to the navigation.
      mobileOffset={{ bottom: '4.75rem', left: '1rem', right: '1rem' }}
      icons={{
        success: <CircleCheck className="size-4 text-ok" aria-hidden />,
        warning: <TriangleAlert className="size-4 text-warn" aria-hidden />,
        error: <CircleAlert className="size-4 text-bad" aria-hidden />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-start gap-2.5 rounded-lg border bg-raised px-4 py-3 text-sm text-ink shadow-md sm:w-90',
          icon: 'mt-0.5',
          content: 'grid gap-0.5',
          title: 'font-medium',
          description: 'text-muted text-xs',
          actionButton:
            'ml-auto shrink-0 self-center rounded-sm px-2 py-1 font-medium text-accent-ink text-xs hover:bg-hover',
        },
      }}
    />
  );
}
