import type { Json } from '@/lib/contracts/json';
import type { Rows } from './read-result';

const SAMPLE = 50;
const MIN_WIDTH = 6;
const MAX_WIDTH = 34;
/** For padding and the sign of the type. */
const AIR = 3;

/** Set from the first rows and kept: a table that is scrolled must not change its columns under the eyes. */
export function columnWidths({ columns, rows }: Rows): number[] {
  const sample = rows.slice(0, SAMPLE);
  return columns.map(({ name, type }, at) => {
    const longest = Math.max(name.length, (type?.length ?? 0) * 0.8, ...sample.map((row) => lengthOf(row[at])));
    return Math.min(Math.max(Math.ceil(longest) + AIR, MIN_WIDTH), MAX_WIDTH);
  });
}

/** Numbers stand at the right, as they are compared; long ones come as text. */
export function isNumeric(type: string | null, values: (Json | undefined)[]): boolean {
  if (type !== null)
    return /^(small|big|tiny|medium)?(int|integer|serial)|^(numeric|decimal|real|double|float)/i.test(type);
  const known = values.filter((value) => value !== null && value !== undefined);
  return known.length > 0 && known.every((value) => typeof value === 'number');
}

function lengthOf(value: Json | undefined): number {
  if (value === undefined) return 0;
  if (value === null) return 4;
  return typeof value === 'object' ? Math.min(JSON.stringify(value).length, MAX_WIDTH) : String(value).length;
}
