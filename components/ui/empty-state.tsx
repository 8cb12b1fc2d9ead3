import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';

type Props = {
  /** In place of the empty jacks, where nothing is missing. */
  icon?: ReactNode;
  title: string;
  description?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** What a list shows when there is nothing in it, and what to do next. */
export function EmptyState({ icon, title, description, action, className }: Props) {
  return (
    <div className={cn('flex flex-col items-center px-6 py-12 text-center', className)}>
      {icon ?? <EmptyJacks />}
      <p className="mt-5 font-medium text-base">{title}</p>
      {description && <p className="mt-1 max-w-sm text-pretty text-muted text-sm">{description}</p>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

/** A row of jacks with a cable that is plugged in on one side only. */
function EmptyJacks() {
  return (
    <svg viewBox="0 0 132 44" className="h-11 w-33" fill="none" aria-hidden>
      {[18, 50, 82, 114].map((x) => (
        <g key={x}>
          <circle cx={x} cy="14" r="9.25" className="fill-surface stroke-line-strong" strokeWidth="1.5" />
          <circle cx={x} cy="14" r="3.75" className="fill-sunken stroke-line-strong" strokeWidth="1.5" />
        </g>
      ))}
      <path d="M50 14 C50 48 88 46 96 35" className="stroke-accent" strokeWidth="2.5" strokeLinecap="round" />
      <circle cx="50" cy="14" r="4.5" className="fill-accent" />
      <path d="M94 38 l4.5 -6.5" className="stroke-ink" strokeWidth="4" strokeLinecap="round" />
    </svg>
  );
}
