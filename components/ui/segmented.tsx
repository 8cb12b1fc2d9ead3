'use client';

import type { LucideIcon } from 'lucide-react';
import { useId } from 'react';
import { cn } from '@/lib/cn';

type Option<Value extends string> = { value: Value; label: string; icon?: LucideIcon; lang?: string };

type Props<Value extends string> = {
  label: string;
  options: readonly Option<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
  className?: string;
};

/** A few choices side by side, all of them in sight. The browser's own radio buttons, drawn as one strip. */
export function Segmented<Value extends string>({ label, options, value, onValueChange, className }: Props<Value>) {
  const name = useId();
  return (
    <fieldset className={cn('grid content-start gap-1.5', className)}>
      <legend className="mb-1.5 font-medium text-sm">{label}</legend>
      <div className="grid auto-cols-fr grid-flow-col gap-1 rounded-md border bg-canvas p-1">
        {options.map(({ value: option, label: word, icon: Icon, lang }) => (
          <label
            key={option}
            lang={lang}
            className="relative flex h-7 cursor-pointer items-center justify-center gap-1.5 rounded-sm font-medium text-muted text-xs hover:text-ink has-checked:bg-selected has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              value={option}
              checked={option === value}
              onChange={() => onValueChange(option)}
              className="absolute inset-0 cursor-pointer appearance-none rounded-sm outline-none"
            />
            {Icon && <Icon className="size-3.5" aria-hidden />}
            {word}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
