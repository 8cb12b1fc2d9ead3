import * as z from 'zod';
import { AppSlugText, ProviderId } from './app';
import { Unreachable } from './outage';
import { ConnectionStatus } from './profile';
import { time } from './time';

export const AttentionItem = z.object({
  profile_id: z.string().meta({ description: 'The profile.', examples: ['5f0c2d1e-8a4b-4c7d-9e2f-1a2b3c4d5e6f'] }),
  name: z.string().meta({ description: 'What people call it.', examples: ['Work Gmail'] }),
  app_slug: AppSlugText,
  provider: ProviderId,
  status: ConnectionStatus.meta({ examples: ['needs_reconnect'] }),
  unreachable: Unreachable,
});
export type AttentionItem = z.infer<typeof AttentionItem>;

export const NextStep = z
  .enum(['connect_app', 'create_key', 'call_tool'])
  .describe('What the person has yet to do; null once a tool was called.');
export type NextStep = z.infer<typeof NextStep>;

export const Overview = z
  .object({
    profiles: z
      .object({
        total: z
          .number()
          .int()
          .meta({ description: 'All of them.', examples: [5] }),
        connected: z
          .number()
          .int()
          .meta({ description: 'Those whose calls go through.', examples: [4] }),
        attention: z
          .number()
          .int()
          .meta({ description: 'Those that somebody has to look after.', examples: [1] }),
      })
      .describe('How many profiles the account has.'),
    attention: z.array(AttentionItem).describe('Profiles that somebody has to look after.'),
    calls: z
      .object({
        since: time('Where the day that is counted begins.', '2027-01-30T12:00:00.000Z'),
        total: z
          .number()
          .int()
          .meta({ description: 'Calls since then.', examples: [184] }),
        failed: z
          .number()
          .int()
          .meta({ description: 'Those that failed, were refused or were cancelled.', examples: [3] }),
        series: z
          .array(
            z.object({
              at: time('Where the hour begins.'),
              succeeded: z
                .number()
                .int()
                .meta({ description: 'Calls that succeeded in it.', examples: [12] }),
              failed: z
                .number()
                .int()
                .meta({ description: 'Calls in it that failed, were refused or were cancelled.', examples: [0] }),
            }),
          )
          .describe('One point an hour over the last day, oldest first, the empty hours included.'),
      })
      .describe('Tool calls of the last day.'),
    next_step: NextStep.nullable().meta({ examples: [null] }),
    sandbox: z
      .boolean()
      .meta({ description: 'Whether a provider runs against the built-in sandbox.', examples: [false] }),
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof Overview>;
