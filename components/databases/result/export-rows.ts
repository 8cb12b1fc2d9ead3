import type { Json } from '@/lib/contracts/json';
import type { Rows } from './read-result';

/** For spreadsheets: a cell that begins like a formula would be run by one; a quote before it makes it text. */
export function toCsv({ columns, rows }: Rows): string {
  const lines = [columns.map(({ name }) => name), ...rows];
  return `${lines.map((line) => line.map(toCell).join(',')).join('\r\n')}\r\n`;
}

/** A list of records, as a program gets them. A second column of the same name has its number appended. */
export function toRecords({ columns, rows }: Rows): Json {
  const names = columns.map(({ name }, at) =>
    columns.findIndex((one) => one.name === name) < at ? `${name}_${at + 1}` : name,
  );
  return rows.map((row) =>
    Object.fromEntries(names.flatMap((name, at) => (row[at] === undefined ? [] : [[name, row[at]]]))),
  );
}

function toCell(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const isFormula = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text);
  const plain = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
