import { Progress as Primitive } from 'radix-ui';
import { cn } from '@/lib/cn';

type Props = { label: string; value: number | null; max?: number; className?: string };

/** How far a long action has come; `null` while nobody can say. */
export function Progress({ label, value, max = 100, className }: Props) {
  const share = value === null ? 35 : (value / max) * 100;
  return (
    <Primitive.Root
      value={value}
      max={max}
      aria-label={label}
      className={cn('h-1.5 overflow-hidden rounded-full bg-sunken', className)}
    >
      <Primitive.Indicator
        className={cn('h-full rounded-full bg-accent transition-[width]', value === null && 'animate-shimmer')}
        style={{ width: `${share}%` }}
      />
    </Primitive.Root>
  );
}
