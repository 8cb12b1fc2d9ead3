'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { ToolState } from '@/lib/contracts/profile-tools';

const TONE = { new: 'info', changed: 'warn', gone: 'neutral' } as const;

/** Only what the person has not seen yet is worth a word. */
export function StateBadge({ state }: { state: ToolState }) {
  const t = useTranslations('tools.states');
  return state === 'current' ? null : <Badge tone={TONE[state]}>{t(state)}</Badge>;
}
