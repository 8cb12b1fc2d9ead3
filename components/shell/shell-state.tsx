'use client';

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { SIDEBAR_COOKIE } from '@/i18n/config';
import { writePreference } from '@/lib/preference-cookie';

type ShellState = {
  /** The sandbox stands in for at least one provider. */
  isSandbox: boolean;
  /** Their names where real services answer beside it; none when it stands in for all. */
  sandboxed: readonly string[];
  isCollapsed: boolean;
  toggleSidebar: () => void;
  isPaletteOpen: boolean;
  setPaletteOpen: (open: boolean) => void;
  isHelpOpen: boolean;
  setHelpOpen: (open: boolean) => void;
};

const Context = createContext<ShellState | null>(null);

export type ShellStart = Pick<ShellState, 'isSandbox' | 'sandboxed'> & { startsCollapsed: boolean };

type Props = ShellStart & { children: ReactNode };

/** What of the frame is open. Held here so that a key, a button and a command all open the same thing. */
export function ShellStateProvider({ isSandbox, sandboxed, startsCollapsed, children }: Props) {
  const [isCollapsed, setCollapsed] = useState(startsCollapsed);
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const state = useMemo(() => {
    const toggleSidebar = () => {
      writePreference(SIDEBAR_COOKIE, isCollapsed ? 'open' : 'collapsed');
      setCollapsed(!isCollapsed);
    };
    return { isSandbox, sandboxed, isCollapsed, toggleSidebar, isPaletteOpen, setPaletteOpen, isHelpOpen, setHelpOpen };
  }, [isSandbox, sandboxed, isCollapsed, isPaletteOpen, isHelpOpen]);
  return <Context value={state}>{children}</Context>;
}

export function useShell(): ShellState {
  const state = useContext(Context);
  if (!state) throw new Error('useShell is used outside the shell.');
  return state;
}
