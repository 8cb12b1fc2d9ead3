import * as z from 'zod';

export const Limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(200)
  .default(50)
  .meta({ description: 'At most this many in one answer.', examples: [50] });

export const Cursor = z
  .string()
  .max(500)
  .meta({ description: 'The `next_cursor` of the answer before.', examples: ['eyJhdCI6IjIwMjctMDEtMzEifQ'] });

export const PageQuery = z.object({ limit: Limit, cursor: Cursor.optional() });
export type PageQuery = z.infer<typeof PageQuery>;

/** Present on every list that can grow. */
export const NextCursor = z.object({
  next_cursor: z
    .string()
    .nullable()
    .meta({ description: 'Send it back as `cursor` for the next page; null on the last.', examples: [null] }),
});

export type Page<Item> = { items: Item[]; nextCursor: string | null };
