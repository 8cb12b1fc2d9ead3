import * as z from 'zod';

const EXAMPLE = '2027-01-31T12:00:00.000Z';

/** A time in an answer, in UTC. */
export function time(description: string, example = EXAMPLE) {
  return z.iso.datetime().meta({ description, examples: [example] });
}

/** A time that a caller sends, with any offset. ISO 8601 has a year 0, which PostgreSQL does not. */
export const CallerTime = z.iso.datetime({ offset: true }).refine((text) => !text.startsWith('0000'));

export function anyTime(description: string, example = EXAMPLE) {
  return CallerTime.meta({ description, examples: [example] });
}

export const CreatedAt = time('When it was made.', '2027-01-12T09:30:00.000Z');
export const UpdatedAt = time('When it was last changed.', '2027-01-20T16:05:00.000Z');
export const LastUsedAt = time('When it was last used; null when it never was.').nullable();
export const Since = anyTime('Only what happened at this time or later.', '2027-01-01T00:00:00Z');
export const Until = anyTime('Only what happened before this time.', '2027-02-01T00:00:00Z');
