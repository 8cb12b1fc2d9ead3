import type { ReactNode } from 'react';
import { Wordmark } from '@/components/shell/logo';

/** A small page that may stand in a popup: nothing on it but what it has to say. */
export function ConnectFrame({ appName, children }: { appName: string | null; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-6 px-6 py-10">
      <header className="flex items-center justify-between gap-4">
        <Wordmark />
        {appName && <span className="truncate text-muted text-sm">{appName}</span>}
      </header>
      <div className="grid gap-5 rounded-lg border bg-surface p-6">{children}</div>
    </main>
  );
}
