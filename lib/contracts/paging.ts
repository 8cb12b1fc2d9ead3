import * as z from 'zod';

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** Present on every list that can grow; null on the last page. */
export const NextCursor = z.object({ next_cursor: z.string().nullable() });

export type Page<Item> = { items: Item[]; nextCursor: string | null };
