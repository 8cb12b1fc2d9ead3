'use client';

import type { FormEventHandler, ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { useHydrated } from '@/hooks/use-hydrated';

type Props = { action: string; pending: boolean; onSubmit: FormEventHandler<HTMLFormElement>; children: ReactNode };

/**
 * A form with a password, on a page that the server draws. Before the scripts of the page run the browser would send it
 * by itself, and by GET, which puts the password into the address, the history and the logs of proxies. So it cannot be
 * sent until then, and never by GET.
 */
export function AuthForm({ action, pending, onSubmit, children }: Props) {
  const isHydrated = useHydrated();
  return (
    <form className="grid gap-4" method="post" onSubmit={onSubmit} noValidate>
      {children}
      <Button type="submit" variant="primary" size="lg" disabled={!isHydrated} pending={pending}>
        {action}
      </Button>
    </form>
  );
}
