'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Popover, PopoverContent, PopoverTrigger } from './popover';
import { QueryView } from './query-view';
import { SearchInput } from './search-input';

type SearchPopoverState = ReturnType<typeof useSearchPopover>;

type Props<Item> = {
  button: ReactNode;
  label: string;
  searchLabel: string;
  search: SearchPopoverState;
  /** What fits the words, from the server: there is more than a list could hold. */
  found: UseQueryResult<Item[]>;
  nothing: string;
  align?: 'start' | 'end';
  /** Above what is found, while nothing is searched for. */
  first?: (close: () => void) => ReactNode;
  /** Below what is found. */
  more?: ReactNode;
  children: (item: Item, close: () => void) => ReactNode;
};

/** Open from the start, because pressing its button is what loads it. */
export function useSearchPopover() {
  const [isOpen, setOpen] = useState(true);
  const [q, setQ] = useState('');
  return { isOpen, setOpen, q, setQ };
}

/** Chooses one of many by searching. */
export function SearchPopover<Item extends object>({ button, label, nothing, search, found, ...props }: Props<Item>) {
  const { isOpen, setOpen, q, setQ } = search;
  const close = () => setOpen(false);
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>{button}</PopoverTrigger>
      <PopoverContent align={props.align ?? 'start'} className="w-80 max-w-[calc(100vw-1rem)] p-0" aria-label={label}>
        <div className="border-b p-2">
          <SearchInput label={props.searchLabel} value={q} onValueChange={setQ} />
        </div>
        <div className="max-h-72 overflow-y-auto p-1">
          <QueryView query={found} empty={<p className="p-4 text-center text-muted text-sm">{nothing}</p>}>
            {(items) => (
              <ul className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
                {q === '' && props.first?.(close)}
                {items.map((item) => props.children(item, close))}
                {props.more && <li>{props.more}</li>}
              </ul>
            )}
          </QueryView>
        </div>
      </PopoverContent>
    </Popover>
  );
}

type ItemProps = { title: string; note?: string | null; end?: ReactNode; isChosen: boolean; onChoose: () => void };

export function SearchPopoverItem({ title, note, end, isChosen, onChoose }: ItemProps) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={onChoose}
        className="flex w-full items-center gap-2 rounded-sm px-2.5 py-1.5 text-left text-sm hover:bg-hover aria-pressed:bg-selected"
      >
        <span className="grid min-w-0 flex-1">
          <span className="truncate">{title}</span>
          {note && <span className="truncate text-muted text-xs">{note}</span>}
        </span>
        {end}
      </button>
    </li>
  );
}
