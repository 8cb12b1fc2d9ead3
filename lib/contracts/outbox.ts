import * as z from 'zod';
import { AppSlug, ProviderId } from './app';
import { JsonObject } from './json';

/** Something that reached one of the sandbox's apps. */
export const OutboxEntry = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    app: z.string(),
    provider: ProviderId,
    /** Who it was done as: jane@example.com. */
    identity: z.string(),
    tool: z.string(),
    summary: z.string(),
    payload: JsonObject,
  })
  .meta({ id: 'OutboxEntry' });
export type OutboxEntry = z.infer<typeof OutboxEntry>;

export const OutboxList = z.object({ entries: z.array(OutboxEntry), demo: z.literal(true) }).meta({ id: 'OutboxList' });
export type OutboxList = z.infer<typeof OutboxList>;

export const OutboxQuery = z.object({ app: AppSlug.optional(), since: z.iso.datetime().optional() });
export type OutboxQuery = z.infer<typeof OutboxQuery>;
