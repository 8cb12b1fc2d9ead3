'use client';

import { type RowData, type SortingState, type TableOptions, type Updater, useTable } from '@tanstack/react-table';
import type { KeyboardEvent, MouseEvent } from 'react';
import { cn } from '@/lib/cn';
import { dataTableFeatures } from './data-table-features';
import { SortHeader } from './sort-header';
import { Table, TableCell, TableHead, TableRow } from './table';

type Props<Item extends RowData> = {
  /** Names the table for those who do not see what stands above it. */
  label: string;
  /** Made with `dataColumns`, outside the component or memoised: new columns make a new table. */
  columns: TableOptions<typeof dataTableFeatures, Item>['columns'];
  data: Item[];
  getRowId: (item: Item) => string;
  initialSorting?: SortingState;
  /** Given, the rows stay in the order they come in: whoever has more of them than are here sorts them. */
  sorting?: { value: SortingState; onChange: (value: SortingState) => void };
  /** Given, a row opens on click and Enter, and the arrow keys walk the rows. */
  onOpen?: (item: Item) => void;
};

const NO_SORTING: SortingState = [];

export function DataTable<Item extends RowData>(props: Props<Item>) {
  const { label, columns, data, getRowId, initialSorting = NO_SORTING, sorting, onOpen } = props;
  const table = useTable({
    features: dataTableFeatures,
    columns,
    data,
    getRowId,
    initialState: { sorting: initialSorting },
    enableSortingRemoval: false,
    ...(sorting && {
      manualSorting: true,
      state: { sorting: sorting.value },
      onSortingChange: (next: Updater<SortingState>) =>
        sorting.onChange(typeof next === 'function' ? next(sorting.value) : next),
    }),
  });
  return (
    <Table aria-label={label}>
      <TableHead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {group.headers.map((header) => (
              <SortHeader key={header.id} header={header} className={header.column.columnDef.meta?.className}>
                <table.FlexRender header={header} />
              </SortHeader>
            ))}
          </tr>
        ))}
      </TableHead>
      <tbody>
        {table.getRowModel().rows.map((row) => (
          <TableRow
            key={row.id}
            className={cn(onOpen && 'cursor-pointer focus-visible:outline-offset-[-2px]')}
            {...(onOpen && {
              tabIndex: 0,
              onClick: (event: MouseEvent<HTMLElement>) => isRowsOwn(event) && onOpen(row.original),
              onKeyDown: walk(() => onOpen(row.original)),
            })}
          >
            {row.getAllCells().map((cell) => (
              <TableCell key={cell.id} className={cell.column.columnDef.meta?.className}>
                <table.FlexRender cell={cell} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

/** Keys pressed inside a row's own controls are theirs. */
function walk(open: () => void) {
  return (event: KeyboardEvent<HTMLTableRowElement>) => {
    const row = event.currentTarget;
    if (event.target !== row) return;
    const next = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key];
    if (event.key === 'Enter') open();
    else if (next instanceof HTMLElement) next.focus();
    else return;
    event.preventDefault();
  };
}

/** Not a press on one of the row's controls, nor in a window that one of them opened. */
function isRowsOwn({ currentTarget, target }: MouseEvent<HTMLElement>): boolean {
  return target instanceof Element && currentTarget.contains(target) && target.closest('a, button') === null;
}
