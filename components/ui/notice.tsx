import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

type Tone = 'info' | 'ok' | 'warn' | 'bad';

const LOOK: Record<Tone, { className: string; icon: LucideIcon }> = {
  info: { className: 'bg-info-soft text-info-ink', icon: Info },
  ok: { className: 'bg-ok-soft text-ok-ink', icon: CircleCheck },
  warn: { className: 'bg-warn-soft text-warn-ink', icon: TriangleAlert },
  bad: { className: 'bg-bad-soft text-bad-ink', icon: CircleAlert },
};

type Props = { tone?: Tone; role?: 'alert' | 'status'; children: ReactNode; className?: string };

/** One sentence that has to be read before going on. */
export function Notice({ tone = 'info', role, children, className }: Props) {
  const { className: look, icon: Icon } = LOOK[tone];
  return (
    <div role={role} className={cn('flex items-start gap-2 rounded-md px-3 py-2.5 text-sm', look, className)}>
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1 text-pretty">{children}</div>
    </div>
  );
}
