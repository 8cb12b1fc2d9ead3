import { cn } from '@/lib/cn';

type Props = { label: string; values: number[]; className?: string };

/** A trend the size of a word. Drawn by hand: a plot's axes would be larger than the line. */
export function Sparkline({ label, values, className }: Props) {
  const highest = Math.max(1, ...values);
  const step = 100 / Math.max(1, values.length - 1);
  const points = values.map((value, index) => `${index * step},${23 - (value / highest) * 22}`).join(' ');
  return (
    <svg
      viewBox="0 0 100 24"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className={cn('h-6 w-24', className)}
    >
      <polyline
        points={points}
        fill="none"
        className="stroke-accent"
        strokeWidth="1.5"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
