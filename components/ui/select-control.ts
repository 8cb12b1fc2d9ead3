import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn';

export type SelectOption<Value extends string> = { value: Value; label: string; hint?: string; disabled?: boolean };

export type SelectProps<Value extends string> = Omit<ComponentProps<'button'>, 'value' | 'onChange'> & {
  options: readonly SelectOption<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
};

export function selectControl(className?: string): string {
  return cn('control flex h-9 w-full items-center justify-between gap-2 px-3 text-left text-sm', className);
}
