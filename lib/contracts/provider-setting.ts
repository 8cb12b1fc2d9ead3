import * as z from 'zod';
import { ProviderId } from './app';

const Enabled = z.boolean().describe('Whether the provider is on for this workspace.');

export const ProviderSetting = z
  .object({
    provider: ProviderId,
    name: z.string().meta({ description: 'What people call it.', examples: ['Pipedream'] }),
    kind: z.enum(['oauth', 'form']).describe('Whether apps are connected on a consent page or in a form.'),
    enabled: Enabled,
    enabled_by_environment: z
      .boolean()
      .describe('False when the operator switched it off in the environment, which nobody can undo here.'),
    set_up: z
      .boolean()
      .describe('False when it has no credentials and no sandbox stands in for it: then it serves nothing.'),
    credentials: z.array(z.string()).meta({
      description: 'The variables in the environment that set it up.',
      examples: [['PIPEDREAM_CLIENT_ID', 'PIPEDREAM_CLIENT_SECRET', 'PIPEDREAM_PROJECT_ID']],
    }),
    demo: z.boolean().meta({ description: 'Whether the built-in sandbox stands in for it.', examples: [false] }),
    profiles: z
      .number()
      .int()
      .meta({ description: 'How many profiles use it.', examples: [5] }),
    apps: z
      .number()
      .int()
      .meta({ description: 'How many apps it has.', examples: [2841] }),
  })
  .meta({ id: 'ProviderSetting' });
export type ProviderSetting = z.infer<typeof ProviderSetting>;

export const ProviderSettingList = z
  .object({ providers: z.array(ProviderSetting).describe('Every provider.') })
  .meta({ id: 'ProviderSettingList' });
export type ProviderSettingList = z.infer<typeof ProviderSettingList>;

export const ProviderSwitch = z.object({ enabled: Enabled });
export type ProviderSwitch = z.infer<typeof ProviderSwitch>;

export const ProviderPreference = z
  .object({
    providers: z
      .array(ProviderId)
      .min(1)
      .max(20)
      .meta({
        description: 'Which provider serves an app that several have: the first of these that is on and has it.',
        examples: [['pipedream', 'composio']],
      }),
  })
  .meta({ id: 'ProviderPreference' });
export type ProviderPreference = z.infer<typeof ProviderPreference>;
