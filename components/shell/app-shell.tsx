'use client';

import type { ReactNode } from 'react';
import { LazyWindow, windowScript } from '@/components/ui/lazy-window';
import { useFollowPreferences } from '@/hooks/use-preferences';
import { CrumbProvider } from './crumb';
import { DemoBanner } from './demo-banner';
import { LiveConnections } from './live-connections';
import { NeedsScripts } from './needs-scripts';
import { PhoneNav } from './phone-nav';
import { type ShellStart, ShellStateProvider, useShell } from './shell-state';
import { ShellShortcuts } from './shortcuts';
import { Sidebar } from './sidebar';
import { MAIN_ID, SkipLink } from './skip-link';
import { TopBar } from './top-bar';

const commandPalette = windowScript(() => import('./command-palette').then((module) => module.CommandPalette));
const shortcutsDialog = windowScript(() => import('./shortcuts-dialog').then((module) => module.ShortcutsDialog));

/** The walls: what stays in place while rooms change. */
export function AppShell({ children, ...start }: ShellStart & { children: ReactNode }) {
  useFollowPreferences();
  return (
    <ShellStateProvider {...start}>
      <CrumbProvider>
        <SkipLink />
        <div className="flex min-h-dvh">
          <Sidebar />
          <div className="flex min-w-0 flex-1 flex-col pb-[calc(3.75rem+env(safe-area-inset-bottom))] lg:pb-0">
            <DemoBanner />
            <TopBar />
            <main
              id={MAIN_ID}
              tabIndex={-1}
              className="mx-auto w-full max-w-6xl flex-1 px-4 pt-6 pb-16 outline-none sm:px-6 lg:px-8 lg:pt-8"
            >
              <NeedsScripts />
              {children}
            </main>
          </div>
        </div>
        <PhoneNav />
        <LiveConnections />
        <ShellShortcuts />
        <Overlays />
      </CrumbProvider>
    </ShellStateProvider>
  );
}

/** Loaded when they are first opened. */
function Overlays() {
  const { isPaletteOpen, setPaletteOpen, isHelpOpen, setHelpOpen } = useShell();
  return (
    <>
      {isPaletteOpen && <LazyWindow script={commandPalette} props={{}} onClose={() => setPaletteOpen(false)} />}
      {isHelpOpen && <LazyWindow script={shortcutsDialog} props={{}} onClose={() => setHelpOpen(false)} />}
    </>
  );
}
