'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cn } from '@/lib/cn';
import type { Json } from '@/lib/contracts/json';
import { Button } from './button';
import { JsonLeaf } from './json-leaf';
import type { Records } from './records';
import { Table, TableCell, TableHead, TableHeader, TableRow } from './table';

const AT_ONCE = 50;
const LONG = 40;
// Focusable, so that the arrow keys can scroll it.
const SCROLLABLE = { tabIndex: 0 };

export function RecordsTable({ label, records: { columns, rows } }: { label: string; records: Records }) {
  const t = useTranslations('ui');
  const [shown, setShown] = useState(AT_ONCE);
  return (
    <section className="max-h-96 overflow-auto rounded-lg border" aria-label={label} {...SCROLLABLE}>
      <Table aria-label={label}>
        <TableHead>
          <tr>
            {columns.map((name) => (
              <TableHeader key={name} className="font-mono first:pl-3 last:pr-3">
                {name}
              </TableHeader>
            ))}
          </tr>
        </TableHead>
        <tbody>
          {numbered(rows.slice(0, shown)).map(({ number, row }) => (
            <TableRow key={number}>
              {columns.map((name) => (
                <TableCell key={name} className="h-auto max-w-72 align-top font-mono text-xs first:pl-3 last:pr-3">
                  <Cell value={row[name]} />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </tbody>
      </Table>
      {rows.length > shown && (
        <Button variant="ghost" size="sm" className="m-2" onClick={() => setShown(shown + AT_ONCE)}>
          {t('loadMore')}
        </Button>
      )}
    </section>
  );
}

/** Rows of one answer have no names, and never change their order. */
function numbered(rows: Records['rows']) {
  return rows.map((row, number) => ({ number, row }));
}

function Cell({ value }: { value: Json | undefined }) {
  if (value === undefined) return null;
  if (typeof value === 'object' && value !== null) {
    return <span className="line-clamp-3 break-all text-muted">{JSON.stringify(value)}</span>;
  }
  return (
    <div className={cn('line-clamp-4', String(value).length > LONG ? 'min-w-48' : 'min-w-16')}>
      <JsonLeaf value={value} />
    </div>
  );
}
