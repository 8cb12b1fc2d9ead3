'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as Primitive } from 'radix-ui';
import { type SelectOption, type SelectProps, selectControl } from './select-control';

/** Comes open, because it is made by opening it; the control is where the focus returns to. */
export function SelectList({ options, value, onValueChange, className, ...props }: SelectProps<string>) {
  return (
    <Primitive.Root value={value} onValueChange={onValueChange} defaultOpen>
      <Primitive.Trigger className={selectControl(className)} {...props}>
        <span className="truncate">
          <Primitive.Value />
        </span>
        <ChevronDown className="size-4 shrink-0 text-faint" aria-hidden />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-in overflow-auto rounded-lg border bg-raised p-1 shadow-md"
        >
          <Primitive.Viewport>
            {options.map((option) => (
              <SelectItem key={option.value} option={option} />
            ))}
          </Primitive.Viewport>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function SelectItem({ option }: { option: SelectOption<string> }) {
  return (
    <Primitive.Item
      value={option.value}
      disabled={option.disabled ?? false}
      className="flex cursor-default select-none items-start gap-2 rounded-sm py-1.5 pr-3 pl-2 text-sm outline-none data-disabled:opacity-50 data-highlighted:bg-selected"
    >
      <span className="mt-0.5 grid size-4 place-items-center">
        <Primitive.ItemIndicator>
          <Check className="size-4 text-accent-ink" aria-hidden />
        </Primitive.ItemIndicator>
      </span>
      <span className="grid">
        <Primitive.ItemText>{option.label}</Primitive.ItemText>
        {option.hint && <span className="text-muted text-xs">{option.hint}</span>}
      </span>
    </Primitive.Item>
  );
}
