import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

export function Kbd({ className, ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      className={cn(
        'inline-flex h-5 min-w-5 items-center justify-center rounded-xs border bg-canvas px-1 font-medium font-sans text-2xs text-muted',
        className,
      )}
      {...props}
    />
  );
}
