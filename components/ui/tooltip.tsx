'use client';

import { Tooltip as Primitive } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';

type Props = { label: ReactNode; side?: ComponentProps<typeof Primitive.Content>['side']; children: ReactNode };

/** Says more about something that already has a name; never the only name of a control. */
export function Tooltip({ label, side = 'top', children }: Props) {
  return (
    <Primitive.Provider delayDuration={300}>
      <Primitive.Root>
        <Primitive.Trigger asChild>{children}</Primitive.Trigger>
        <Primitive.Portal>
          <Primitive.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-72 animate-in rounded-sm bg-primary px-2 py-1 text-on-primary text-xs shadow-md"
          >
            {label}
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  );
}
