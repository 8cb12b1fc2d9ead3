import {
  createColumnHelper,
  createSortedRowModel,
  metaHelper,
  type RowData,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_datetime,
  sortFn_text,
  tableFeatures,
} from '@tanstack/react-table';

/** `className` goes on the column's header and cells: widths, alignment, hiding on a phone. */
type ColumnMeta = { className?: string };

export const dataTableFeatures = tableFeatures({
  columnMeta: metaHelper<ColumnMeta>(),
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, datetime: sortFn_datetime, text: sortFn_text },
});

/** Columns of a `DataTable`, typed by its row: `const column = dataColumns<Key>()`. */
export function dataColumns<Row extends RowData>() {
  return createColumnHelper<typeof dataTableFeatures, Row>();
}
