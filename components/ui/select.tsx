'use client';

import { ChevronDown } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useOnDemand } from '@/hooks/use-on-demand';
import { type SelectProps, selectControl } from './select-control';

const OPENING_KEYS = ['Enter', ' ', 'ArrowDown', 'ArrowUp'];

const load = () => import('./select-list').then((module) => module.SelectList);

/** Draws itself closed; the list is fetched when somebody reaches for it, so that no page waits for one. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, value, onValueChange, className, ...rest } = props;
  const { part: List, open, reach } = useOnDemand(load);
  if (List) {
    const choose = (next: string) => {
      const option = options.find((candidate) => candidate.value === next);
      if (option) onValueChange(option.value);
    };
    return <List {...rest} options={options} value={value} onValueChange={choose} className={className} />;
  }
  const openByKey = (event: KeyboardEvent) => {
    if (!OPENING_KEYS.includes(event.key)) return;
    event.preventDefault();
    open();
  };
  return (
    <button
      type="button"
      role="combobox"
      aria-expanded={false}
      aria-haspopup="listbox"
      className={selectControl(className)}
      {...rest}
      onClick={open}
      onKeyDown={openByKey}
      {...reach}
    >
      <span className="truncate">{options.find((option) => option.value === value)?.label}</span>
      <ChevronDown className="size-4 shrink-0 text-faint" aria-hidden />
    </button>
  );
}
