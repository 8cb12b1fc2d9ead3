import type { ReactNode } from 'react';
import { NAME, Wordmark } from '@/components/shell/logo';
import { NeedsScripts } from '@/components/shell/needs-scripts';
import { LanguageSwitch } from './language-switch';
import { PatchPanel } from './patch-panel';

type Props = { title: string; description: ReactNode; children: ReactNode };

/** Pages before sign-in: a form on one side, the panel the product is named after on the other. */
export function AuthFrame({ title, description, children }: Props) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="flex flex-col px-6 py-6 sm:px-10">
        <header className="flex items-center justify-between">
          <Wordmark />
          <LanguageSwitch />
        </header>
        <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center py-10">
          <h1 className="font-semibold text-2xl tracking-[-0.02em]">{title}</h1>
          <p className="mt-1.5 text-pretty text-muted">{description}</p>
          <div className="mt-7 grid gap-5">
            <NeedsScripts />
            {children}
          </div>
        </main>
      </div>
      <aside className="hidden p-3 lg:block" aria-label={NAME}>
        <PatchPanel />
      </aside>
    </div>
  );
}
