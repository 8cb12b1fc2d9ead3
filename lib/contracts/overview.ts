import * as z from 'zod';
import { ProviderId } from './app';
import { Outage } from './outage';
import { ConnectionStatus } from './profile';

export const AttentionItem = z.object({
  profile_id: z.string(),
  name: z.string(),
  app_slug: z.string(),
  provider: ProviderId,
  status: ConnectionStatus,
  unreachable: Outage.nullable(),
});
export type AttentionItem = z.infer<typeof AttentionItem>;

export const NextStep = z.enum(['connect_app', 'create_key', 'call_tool']);
export type NextStep = z.infer<typeof NextStep>;

export const Overview = z
  .object({
    profiles: z.object({ total: z.number().int(), connected: z.number().int(), attention: z.number().int() }),
    attention: z.array(AttentionItem),
    calls: z.object({
      since: z.iso.datetime(),
      total: z.number().int(),
      failed: z.number().int(),
      /** One point an hour over the last day, oldest first, the empty hours included. */
      series: z.array(z.object({ at: z.iso.datetime(), succeeded: z.number().int(), failed: z.number().int() })),
    }),
    /** What the person has yet to do; null once a tool was called. */
    next_step: NextStep.nullable(),
    /** True while a provider runs against the built-in sandbox. */
    sandbox: z.boolean(),
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof Overview>;
