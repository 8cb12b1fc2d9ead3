import type { ReactNode } from 'react';

type Props = { label: string; value: ReactNode; note?: ReactNode };

/** One number and what it counts. */
export function Stat({ label, value, note }: Props) {
  return (
    <div className="grid content-start gap-1 px-5 py-4">
      <dt className="text-muted text-sm">{label}</dt>
      <dd className="font-semibold text-2xl tabular-nums tracking-[-0.02em]">{value}</dd>
      {note && <dd className="text-faint text-xs">{note}</dd>}
    </div>
  );
}
