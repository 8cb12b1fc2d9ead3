'use client';

import { cn } from '@/lib/cn';

type Props<Value extends string> = {
  label: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onValueChange: (value: Value) => void;
  className?: string;
};

/** A few ways to look at the same thing, side by side; exactly one is on. */
export function ChoiceBar<Value extends string>({ label, options, value, onValueChange, className }: Props<Value>) {
  return (
    <fieldset className={cn('flex min-w-0 flex-wrap gap-0.5', className)}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onValueChange(option.value)}
          className="h-7 rounded-sm px-2 font-medium text-muted text-xs transition-colors hover:text-ink aria-pressed:bg-selected aria-pressed:text-ink"
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
