'use client';

import { FlaskConical } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useShell } from './shell-state';

/** While the sandbox answers in place of real services, every page says so, and of which where only some are meant. */
export function DemoBanner() {
  const t = useTranslations('nav');
  const format = useFormatter();
  const { isSandbox, sandboxed } = useShell();
  if (!isSandbox) return null;
  return (
    <aside
      aria-label={t('sandbox')}
      className="flex min-h-8 items-center justify-center gap-2 border-accent-line border-b bg-accent-soft px-4 py-1 text-center text-accent-ink text-xs"
    >
      <FlaskConical className="size-3.5 shrink-0" aria-hidden />
      {sandboxed.length > 0 ? t('demoFor', { names: format.list(sandboxed) }) : t('demo')}
    </aside>
  );
}
