'use client';

import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleOff,
  CircleX,
  Clock,
  type LucideIcon,
  Unplug,
  WifiOff,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { cn } from '@/lib/cn';
import { type ConnectionStatus, USABLE } from '@/lib/contracts/profile';
import { Badge } from './badge';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'neutral';

const LOOK: Record<ConnectionStatus, { tone: Tone; icon: LucideIcon }> = {
  pending: { tone: 'info', icon: CircleDashed },
  connected: { tone: 'ok', icon: CircleCheck },
  expiring: { tone: 'warn', icon: Clock },
  needs_reconnect: { tone: 'bad', icon: CircleAlert },
  error: { tone: 'bad', icon: CircleX },
  disconnected: { tone: 'neutral', icon: Unplug },
  revoked: { tone: 'bad', icon: CircleOff },
  disabled: { tone: 'neutral', icon: CircleOff },
};

const UNREACHABLE = { tone: 'bad', icon: WifiOff } as const;

type Props = { status: ConnectionStatus; unreachable?: boolean; className?: string };

/**
 * Shows a status as a word and an icon; colour only repeats it. A service that is down matters while its grant is good:
 * otherwise there is something to do first.
 */
export function StatusBadge({ status, unreachable = false, className }: Props) {
  const t = useTranslations('status');
  const isDown = unreachable && USABLE.includes(status);
  const { tone, icon: Icon } = isDown ? UNREACHABLE : LOOK[status];
  return (
    <Badge tone={tone} className={className}>
      <Icon className="size-3" aria-hidden />
      {t(isDown ? 'unreachable' : status)}
    </Badge>
  );
}

const DOT: Record<Tone, string> = {
  ok: 'bg-ok',
  warn: 'bg-warn',
  bad: 'bg-bad',
  info: 'bg-info',
  neutral: 'bg-transparent ring-1 ring-control ring-inset',
};

/** A jack: lit or empty. The label is read out even where only the dot is drawn. */
export function StatusDot({ tone, label, className }: { tone: Tone; label: string; className?: string }) {
  return (
    <span className={cn('inline-flex items-center', className)}>
      <span className={cn('size-2 rounded-full', DOT[tone])} aria-hidden />
      <span className="sr-only">{label}</span>
    </span>
  );
}
