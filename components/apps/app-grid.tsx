'use client';

import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef } from 'react';
import type { RegistryApp } from '@/hooks/merge-offers';
import { AppCard } from './app-card';
import { useColumns } from './use-columns';

const CARD_HEIGHT = 168;
const MIN_WIDTH = 260;
const GAP = 12;
/** Rows before the end at which the next page is asked for, so that it is there when the reader is. */
const AHEAD_ROWS = 6;

type Props = {
  label: string;
  apps: RegistryApp[];
  onConnect: (app: RegistryApp) => void;
  onNearEnd: () => void;
};

/** Draws only the cards near the window, however many there are; it scrolls with the page. */
export function AppGrid({ label, apps, onConnect, onNearEnd }: Props) {
  const frame = useRef<HTMLUListElement>(null);
  const { columns, top } = useColumns(frame, MIN_WIDTH);
  const rows = Math.ceil(apps.length / columns);
  const grid = useWindowVirtualizer({
    count: rows,
    estimateSize: () => CARD_HEIGHT,
    gap: GAP,
    overscan: 4,
    scrollMargin: top,
    useFlushSync: false, // a wheel turned fast must not wait for cards that are already out of sight
    onChange: ({ range }) => {
      if (range && range.endIndex >= rows - AHEAD_ROWS) onNearEnd();
    },
  });
  return (
    <ul
      ref={frame}
      aria-label={label}
      className="relative"
      style={{ height: grid.getTotalSize() }}
      onKeyDown={(event) => walk(event, columns)}
    >
      {grid.getVirtualItems().flatMap((row) =>
        apps.slice(row.index * columns, (row.index + 1) * columns).map((app, column) => (
          <li
            key={app.key}
            aria-setsize={apps.length}
            aria-posinset={row.index * columns + column + 1}
            className="absolute top-0"
            style={{
              height: CARD_HEIGHT,
              width: `calc((100% - ${(columns - 1) * GAP}px) / ${columns})`,
              left: `calc((100% + ${GAP}px) / ${columns} * ${column})`,
              transform: `translateY(${row.start - top}px)`,
            }}
          >
            <AppCard app={app} onConnect={onConnect} />
          </li>
        )),
      )}
    </ul>
  );
}

/** The arrow keys go from card to card, as they lie. */
function walk(event: KeyboardEvent<HTMLUListElement>, columns: number): void {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
  const item = event.target instanceof HTMLElement ? event.target.closest('li') : null;
  if (step === undefined || !item) return;
  const place = Number(item.getAttribute('aria-posinset')) + step;
  const next = event.currentTarget.querySelector<HTMLElement>(`li[aria-posinset="${place}"] a`);
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.closest('li')?.scrollIntoView({ block: 'nearest' });
}
