'use client';

import { CircleCheck, CircleSlash, CircleX, type LucideIcon, PhoneOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/components/ui/badge';
import type { ExecutionStatus as Status } from '@/lib/contracts/execution';

const LOOK: Record<Status, { tone: 'ok' | 'bad' | 'warn' | 'neutral'; icon: LucideIcon }> = {
  succeeded: { tone: 'ok', icon: CircleCheck },
  failed: { tone: 'bad', icon: CircleX },
  refused: { tone: 'warn', icon: CircleSlash },
  cancelled: { tone: 'neutral', icon: PhoneOff },
};

export function ExecutionStatusBadge({ status }: { status: Status }) {
  const t = useTranslations('activity.status');
  const { tone, icon: Icon } = LOOK[status];
  return (
    <Badge tone={tone}>
      <Icon className="size-3" aria-hidden />
      {t(status)}
    </Badge>
  );
}
