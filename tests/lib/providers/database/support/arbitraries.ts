import fc from 'fast-check';

export const text = fc.string({ unit: 'binary', maxLength: 40 }).filter((value) => !value.includes('\0'));
export const bytes = fc.uint8Array({ maxLength: 60 }).map((value) => Buffer.from(value));
export const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.integer({ min: 0, max: 9999 }))
  .map(([whole, part]) => `${whole}.${String(part).padStart(4, '0')}`);
/** Milliseconds of years that every engine here knows. */
export const instant = fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2037, 0, 1) });

/**
 * JSON that every engine here stores as it is: no null characters, and numbers written in one way only. MySQL writes a
 * whole number of more than 64 bits with an exponent.
 */
export function isStorable(value: unknown): boolean {
  const written = JSON.stringify(value);
  return (
    value !== null &&
    !written.includes('\\u0000') &&
    !/\\ud[89a-f]/i.test(written) &&
    !/[eE][+-]?\d|-0\b|\d{19}/.test(written)
  );
}

/** Keys in order, numbers as text: the engines keep neither the order of keys nor trailing zeros. */
export function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

/** A few of them every time, other ones each time. */
export const RUNS = { numRuns: 25 };
export const bigint = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
