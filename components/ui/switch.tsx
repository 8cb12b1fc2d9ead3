'use client';

import { Switch as Primitive } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

/** The switch on a line: its place says on or off, the colour only repeats it. */
export function Switch({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root
      className={cn(
        'group relative inline-flex h-5 w-8.5 shrink-0 items-center rounded-full border border-control bg-sunken transition-colors after:absolute after:-inset-1 disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent',
        className,
      )}
      {...props}
    >
      <Primitive.Thumb className="ml-[3px] grid size-3 place-items-center rounded-full bg-control shadow-xs transition-transform duration-200 ease-out data-[state=checked]:size-3.5 data-[state=checked]:translate-x-3 data-[state=checked]:bg-surface" />
    </Primitive.Root>
  );
}
