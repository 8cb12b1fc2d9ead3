import * as z from 'zod';

export const Health = z.object({ status: z.literal('ok').describe('The process answers.') });
export type Health = z.infer<typeof Health>;

export const Readiness = z.object({
  status: z.enum(['ready', 'not_ready']).describe('Whether calls can be sent here.'),
  database: z.boolean().describe('Whether the database answers.'),
  writable: z.boolean().describe('Whether the database can write, so that a call can be put on record.'),
  pending_migrations: z
    .array(z.string())
    .meta({ description: 'Migrations that this version has and the database has not.', examples: [[]] }),
  catalogue: z
    .enum(['ready', 'syncing', 'unknown'])
    .describe(
      '`syncing` while the apps of a provider are read for the first time: searches do not find all of them yet.',
    ),
});
export type Readiness = z.infer<typeof Readiness>;
