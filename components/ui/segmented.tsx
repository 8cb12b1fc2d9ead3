'use client';

import type { LucideIcon } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { cn } from '@/lib/cn';

type Option<Value extends string> = { value: Value; label: string; icon?: LucideIcon; lang?: string };

type Props<Value extends string> = {
  'aria-labelledby': string;
  options: readonly Option<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
  className?: string;
};

/** A few choices side by side, all of them in sight. */
export function Segmented<Value extends string>({ options, value, onValueChange, className, ...props }: Props<Value>) {
  const choose = (next: string) => {
    const option = options.find((candidate) => candidate.value === next);
    if (option) onValueChange(option.value);
  };
  return (
    <RadioGroup.Root
      value={value}
      onValueChange={choose}
      className={cn('grid auto-cols-fr grid-flow-col gap-1 rounded-md border bg-canvas p-1', className)}
      {...props}
    >
      {options.map(({ value: option, label, icon: Icon, lang }) => (
        <RadioGroup.Item
          key={option}
          value={option}
          lang={lang}
          className="flex h-7 items-center justify-center gap-1.5 rounded-sm font-medium text-muted text-xs hover:text-ink data-[state=checked]:bg-selected data-[state=checked]:text-ink"
        >
          {Icon && <Icon className="size-3.5" aria-hidden />}
          {label}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
