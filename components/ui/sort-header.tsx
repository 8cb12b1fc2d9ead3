import type { Header, RowData } from '@tanstack/react-table';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import type { dataTableFeatures } from './data-table-features';
import { TableHeader } from './table';

type Props<Item extends RowData> = {
  header: Header<typeof dataTableFeatures, Item>;
  className?: string | undefined;
  children: ReactNode;
};

/** A column's heading; a button when pressing it sorts. */
export function SortHeader<Item extends RowData>({ header, className, children }: Props<Item>) {
  if (!header.column.getCanSort()) return <TableHeader className={className}>{children}</TableHeader>;
  const sorted = header.column.getIsSorted();
  const Arrow = sorted === 'desc' ? ArrowDown : ArrowUp;
  return (
    <TableHeader className={className} aria-sort={sorted ? (sorted === 'desc' ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        className="group -mx-1 inline-flex h-6 items-center gap-1 rounded-sm px-1 hover:text-ink"
        onClick={header.column.getToggleSortingHandler()}
      >
        {children}
        <Arrow className={cn('size-3', sorted ? 'text-ink' : 'opacity-0 group-hover:opacity-50')} aria-hidden />
      </button>
    </TableHeader>
  );
}
