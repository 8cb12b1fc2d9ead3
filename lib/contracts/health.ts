import * as z from 'zod';

export const Health = z.object({ status: z.literal('ok') });
export type Health = z.infer<typeof Health>;

export const Readiness = z.object({
  status: z.enum(['ready', 'not_ready']),
  database: z.boolean(),
  /** Whether the database can write, so that a call can be put on record. */
  writable: z.boolean(),
  /** Migrations that this version has and the database has not. */
  pending_migrations: z.array(z.string()),
  /** `syncing` while the apps of a provider are read for the first time: searches do not find all of them yet. */
  catalogue: z.enum(['ready', 'syncing', 'unknown']),
});
export type Readiness = z.infer<typeof Readiness>;
