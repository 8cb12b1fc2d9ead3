'use client';

import type { ReactNode } from 'react';
import { LazyWindow, windowScript } from './lazy-window';

export type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Names the object: "Revoke “CI deploy”?", never "Are you sure?". */
  title: string;
  description: ReactNode;
  /** What else there is to decide, between the description and the buttons. */
  children?: ReactNode;
  /** The verb of the title. */
  action: string;
  pending?: boolean;
  onConfirm: () => void;
};

const confirmDialogWindow = windowScript(() =>
  import('./confirm-dialog-window').then((module) => module.ConfirmDialogWindow),
);

/** Asks once before something that cannot be taken back. Its window is loaded when it is first opened. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return props.open ? (
    <LazyWindow script={confirmDialogWindow} props={props} onClose={() => props.onOpenChange(false)} />
  ) : null;
}
