'use client';

import { useRouter } from 'next/navigation';
import { useChord } from '@/hooks/use-chord';
import { useShortcut } from '@/hooks/use-shortcut';
import { useStored } from '@/hooks/use-stored';
import { visibleSections } from './sections';
import { useShell } from './shell-state';

/** Plain keys can be switched off: speech input and slips of the hand would press them too (WCAG 2.1.4). */
export function usePlainKeys() {
  return useStored('pb_plain_keys', ['on', 'off']);
}

export function ShellShortcuts() {
  const router = useRouter();
  const { isSandbox, isPaletteOpen, setPaletteOpen, setHelpOpen, toggleSidebar } = useShell();
  const sections = visibleSections(isSandbox);
  const isEnabled = usePlainKeys()[0] === 'on';
  useShortcut({ key: 'k', withCommand: true, run: () => setPaletteOpen(!isPaletteOpen) });
  useShortcut({ key: '?', isEnabled, run: () => setHelpOpen(true) });
  useShortcut({ key: '[', isEnabled, run: toggleSidebar });
  useChord({
    lead: 'g',
    followers: Object.fromEntries(sections.map(({ key, href }) => [key, () => router.push(href)])),
    isEnabled,
  });
  return null;
}
