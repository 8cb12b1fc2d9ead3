'use client';

import { FlaskConical } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useShell } from './shell-state';

/** While the sandbox answers in place of real services, every page says so. */
export function DemoBanner() {
  const t = useTranslations('nav');
  if (!useShell().isSandbox) return null;
  return (
    <aside
      aria-label={t('sandbox')}
      className="flex min-h-8 items-center justify-center gap-2 border-accent-line border-b bg-accent-soft px-4 py-1 text-center text-accent-ink text-xs"
    >
      <FlaskConical className="size-3.5 shrink-0" aria-hidden />
      {t('demo')}
    </aside>
  );
}
