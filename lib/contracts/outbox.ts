import * as z from 'zod';
import { AppSlug, AppSlugText, ProviderId } from './app';
import { JsonObject } from './json';
import { time } from './time';
import { ToolName } from './tool';

/** Something that reached one of the sandbox's apps. */
export const OutboxEntry = z
  .object({
    id: z.string().meta({ description: 'The entry.', examples: ['out_5fK2mQ9xT1'] }),
    at: time('When it arrived.'),
    app: AppSlugText,
    provider: ProviderId,
    identity: z.string().meta({ description: 'Who it was done as.', examples: ['jane@example.com'] }),
    tool: ToolName,
    summary: z
      .string()
      .meta({ description: 'What was done, in a line.', examples: ['To sam@example.com: Your order'] }),
    payload: JsonObject.meta({
      description: 'What arrived.',
      examples: [{ to: 'sam@example.com', subject: 'Your order', body: 'It is on its way.' }],
    }),
  })
  .meta({ id: 'OutboxEntry' });
export type OutboxEntry = z.infer<typeof OutboxEntry>;

export const OutboxList = z
  .object({
    entries: z.array(OutboxEntry).describe('What reached the sandbox’s apps, newest first.'),
    demo: z.literal(true).describe('Always true: only the sandbox has an outbox.'),
  })
  .meta({ id: 'OutboxList' });
export type OutboxList = z.infer<typeof OutboxList>;

export const OutboxQuery = z.object({
  app: AppSlug.optional(),
  since: time('Only what arrived at this time or later.', '2027-01-01T00:00:00.000Z').optional(),
});
export type OutboxQuery = z.infer<typeof OutboxQuery>;
