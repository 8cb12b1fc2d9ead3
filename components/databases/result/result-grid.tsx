'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { cn } from '@/lib/cn';
import { Cell } from './cell';
import { columnWidths, isNumeric } from './column-widths';
import type { Rows } from './read-result';
import { RowSheet } from './row-sheet';

const ROW_HEIGHT = 32;
const SAMPLE = 50;
const NUMBER_WIDTH = 7;

/** Only the rows in sight are drawn. A row opens to all of its values; the arrow keys walk the rows. */
export function ResultGrid({ result }: { result: Rows }) {
  const t = useTranslations('databases.result');
  const { columns, rows } = result;
  const frame = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<number | null>(null);
  const { look, width } = useMemo(() => {
    const widths = columnWidths(result);
    const columnLook = result.columns.map(({ type }, at) => ({
      width: `${widths[at]}ch`,
      className: isNumeric(
        type,
        result.rows.slice(0, SAMPLE).map((row) => row[at]),
      )
        ? 'text-right tabular-nums'
        : '',
    }));
    return { look: columnLook, width: widths.reduce((sum, one) => sum + one, NUMBER_WIDTH) };
  }, [result]);
  const drawn = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const items = drawn.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = drawn.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <section ref={frame} aria-label={t('rows')} className="max-h-[32rem] overflow-auto" {...SCROLLABLE}>
      <table
        aria-label={t('rows')}
        aria-rowcount={rows.length + 1}
        className="w-full table-fixed border-separate border-spacing-0 font-mono text-xs"
        style={{ minWidth: `${width}ch` }}
      >
        <colgroup>
          <col style={{ width: `${NUMBER_WIDTH}ch` }} />
          {columns.map(({ id }, at) => (
            <col key={id} style={{ width: look[at]?.width }} />
          ))}
          <col />
        </colgroup>
        <thead className="sticky top-0 z-10 bg-surface">
          <tr>
            <th scope="col" className="h-11 border-b px-2">
              <span className="sr-only">{t('number')}</span>
            </th>
            {columns.map(({ id, name, type }, at) => (
              <th key={id} scope="col" className={cn('h-11 border-b px-2 text-left', look[at]?.className)}>
                <span className="block truncate font-medium text-ink" title={name}>
                  {name}
                </span>
                {type && <span className="block truncate font-normal text-2xs text-faint">{type}</span>}
              </th>
            ))}
            <td aria-hidden className="border-b" />
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden style={{ height: above }} />}
          {items.map(({ index }) => (
            <tr
              key={index}
              aria-rowindex={index + 2}
              tabIndex={index === 0 ? 0 : -1}
              onClick={() => setOpened(index)}
              onKeyDown={(event) => walk(event, () => setOpened(index))}
              className="cursor-pointer hover:bg-hover focus-visible:outline-offset-[-2px]"
              style={{ height: ROW_HEIGHT }}
            >
              <td className="select-none border-b px-2 text-right text-faint tabular-nums">{index + 1}</td>
              {columns.map(({ id }, at) => (
                <td key={id} className={cn('truncate border-b px-2', look[at]?.className)}>
                  <Cell value={rows[index]?.[at]} />
                </td>
              ))}
              <td aria-hidden className="border-b" />
            </tr>
          ))}
          {below > 0 && <tr aria-hidden style={{ height: below }} />}
        </tbody>
      </table>
      <RowSheet result={result} index={opened} onOpen={setOpened} />
    </section>
  );
}

// Focusable, so that the arrow keys can scroll it.
const SCROLLABLE = { tabIndex: 0 };

function walk(event: KeyboardEvent<HTMLTableRowElement>, open: () => void): void {
  const row = event.currentTarget;
  const next = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key];
  if (event.key === 'Enter') open();
  else if (next instanceof HTMLElement && next.tabIndex >= -1 && next.ariaHidden !== 'true') next.focus();
  else return;
  event.preventDefault();
}
