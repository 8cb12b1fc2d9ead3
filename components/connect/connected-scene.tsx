import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { DialogBody } from '@/components/ui/dialog';

/** What a dialog shows when something is connected; `children` says what came of it. */
export function ConnectedScene({ title, children }: { title: string; children: ReactNode }) {
  return (
    <DialogBody role="status" className="justify-items-center gap-2 py-6 text-center">
      <span className="mb-2 grid size-12 place-items-center rounded-full bg-ok-soft text-ok-ink">
        <CircleCheck className="size-6" aria-hidden />
      </span>
      <p className="font-medium text-base">{title}</p>
      <p className="min-h-10 max-w-sm text-pretty text-muted text-sm">{children}</p>
    </DialogBody>
  );
}
