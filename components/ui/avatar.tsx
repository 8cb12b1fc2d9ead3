import { cn } from '@/lib/cn';

/** Initials; the name itself always stands beside it or is the control's label. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  const initials = name
    .split(/\s+/)
    .flatMap((word) => word.match(/[\p{L}\p{N}]/u) ?? [])
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toUpperCase();
  return (
    <span
      aria-hidden
      className={cn(
        'grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-2xs text-accent-ink ring-1 ring-accent-line ring-inset',
        className,
      )}
    >
      {initials}
    </span>
  );
}
