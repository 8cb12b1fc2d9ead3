'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { ProfileTool } from '@/lib/contracts/profile-tools';
import { ToolCard } from './tool-card';

const ROW_HEIGHT = 68;

type Props = {
  tools: ProfileTool[];
  selected: ReadonlySet<string>;
  onSelect: (name: string, isSelected: boolean) => void;
  onSwitch: (name: string, enabled: boolean) => void;
  onOpen: (name: string) => void;
};

/** Draws the rows near the window; hundreds of tools scroll as lightly as ten. */
export function ToolRows({ tools, selected, onSelect, onSwitch, onOpen }: Props) {
  const frame = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  // The bar above may wrap into more lines; where the list begins is measured, not assumed.
  useLayoutEffect(() => {
    const measure = () => setTop((frame.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const rows = useWindowVirtualizer({
    count: tools.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollMargin: top,
    getItemKey: (index) => tools[index]?.name ?? index,
  });
  return (
    <ul ref={frame} className="relative" style={{ height: rows.getTotalSize() }} onKeyDown={walk}>
      {rows.getVirtualItems().map((row) => {
        const tool = tools[row.index];
        if (!tool) return null;
        return (
          <li
            key={row.key}
            aria-setsize={tools.length}
            aria-posinset={row.index + 1}
            className="absolute inset-x-0 top-0 border-b last:border-b-0"
            style={{ height: ROW_HEIGHT, transform: `translateY(${row.start - top}px)` }}
          >
            <ToolCard
              tool={tool}
              isSelected={selected.has(tool.name)}
              onSelect={(isSelected) => onSelect(tool.name, isSelected)}
              onSwitch={(enabled) => onSwitch(tool.name, enabled)}
              onOpen={() => onOpen(tool.name)}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** Up and down walk the rows, staying in their column: switch to switch, name to name. */
function walk(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const control = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-column]') : null;
  const row = control?.closest('li');
  if (step === undefined || !control || !row) return;
  const place = Number(row.getAttribute('aria-posinset')) + step;
  const next = event.currentTarget.querySelector<HTMLElement>(
    `li[aria-posinset="${place}"] [data-column="${control.dataset.column}"]`,
  );
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.closest('li')?.scrollIntoView({ block: 'nearest' });
}
