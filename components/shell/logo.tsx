import { cn } from '@/lib/cn';

/** Two jacks and the cable between them, on a panel. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={cn('size-7', className)} fill="none" aria-hidden>
      <rect width="32" height="32" rx="8" className="fill-[oklch(0.225_0.008_60)] dark:fill-[oklch(0.3_0.008_60)]" />
      {[
        [22.5, 9.5],
        [9.5, 22.5],
      ].map(([x, y]) => (
        <circle key={x} cx={x} cy={y} r="2.75" stroke="oklch(0.62 0.012 70)" strokeWidth="1.5" />
      ))}
      <path
        d="M9.5 9.5 C9.5 20 22.5 12 22.5 22.5"
        stroke="oklch(0.715 0.165 47)"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      {[9.5, 22.5].map((at) => (
        <g key={at}>
          <circle cx={at} cy={at} r="4" fill="oklch(0.715 0.165 47)" />
          <circle cx={at} cy={at} r="1.4" fill="oklch(0.225 0.008 60)" />
        </g>
      ))}
    </svg>
  );
}

/** The product's name; it is the same in every language. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2.5 font-semibold text-lg tracking-[-0.02em]', className)}>
      <LogoMark />
      {NAME}
    </span>
  );
}

export const NAME = 'Patchbay';
