'use client';

import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';

export type Choice = { value: string; title: string; note: ReactNode; end?: ReactNode };

type Props = { label: string; value: string; onValueChange: (value: string) => void; children: Choice[] };

/** One of a few things that need more than a word each. */
export function ChoiceList({ label, value, onValueChange, children }: Props) {
  return (
    <RadioGroup.Root aria-label={label} value={value} onValueChange={onValueChange} className="grid gap-2">
      {children.map((choice) => (
        <RadioGroup.Item
          key={choice.value}
          value={choice.value}
          aria-label={choice.title}
          className="group flex items-start gap-3 rounded-lg border bg-surface px-3.5 py-3 text-left transition-colors hover:border-line-strong data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft"
        >
          <span className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-control bg-surface group-data-[state=checked]:border-accent">
            <span className="size-2 rounded-full group-data-[state=checked]:bg-accent" />
          </span>
          <span className="grid min-w-0 flex-1 gap-0.5">
            <span className="truncate font-medium text-sm">{choice.title}</span>
            <span className="text-pretty text-muted text-xs">{choice.note}</span>
          </span>
          {choice.end}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
