import * as z from 'zod';
import { ProviderId } from './app';
import { Demo } from './demo';
import { ProfileId } from './ids';
import { queryFlag } from './query-flag';
import { time } from './time';
import { ToolDefinition, ToolName } from './tool';

export const ToolState = z
  .enum(['current', 'new', 'changed', 'gone'])
  .describe('`new` and `changed` until the person has seen it; `gone` when the app no longer has it.');
export type ToolState = z.infer<typeof ToolState>;

export const ProfileTool = ToolDefinition.extend({
  enabled: z.boolean().describe('Whether agents may use it.'),
  state: ToolState,
  previous: ToolDefinition.pick({ description: true, input_schema: true })
    .nullable()
    .meta({ description: 'What it was before it changed, to show the difference.', examples: [null] }),
  changed_at: time('When it last changed; null when it never did.')
    .nullable()
    .meta({ examples: [null] }),
  demo: Demo,
}).meta({ id: 'ProfileTool' });
export type ProfileTool = z.infer<typeof ProfileTool>;

export const ProfileToolList = z
  .object({
    tools: z.array(ProfileTool).describe('Tools of the app, by name.'),
    count: z
      .number()
      .int()
      .meta({ description: 'How many tools are in this answer.', examples: [24] }),
    enabled_count: z
      .number()
      .int()
      .meta({ description: 'How many of all its tools are switched on.', examples: [8] }),
    discovered_at: time('When the provider was last asked for them; null when it never was.').nullable(),
  })
  .meta({ id: 'ProfileToolList' });
export type ProfileToolList = z.infer<typeof ProfileToolList>;

export const ProfileToolQuery = z.object({
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ description: 'Text in the name or description.', examples: ['send'] }),
  enabled: queryFlag('Only tools that are switched on, or off.').optional(),
  state: ToolState.optional(),
  read_only: queryFlag('Only tools that do, or do not, only read.').optional(),
  destructive: queryFlag('Only tools that may, or may not, destroy something.').optional(),
  refresh: queryFlag('Ask the provider for the tools before answering.').default(false),
});
export type ProfileToolQuery = z.infer<typeof ProfileToolQuery>;

const Names = z
  .array(z.string().min(1).max(200))
  .max(5000)
  .meta({ examples: [['gmail-send-email']] });

/** All of it or none: one unknown name changes nothing. */
export const ToolsChange = z
  .object({
    only: Names.optional().describe('Switch on these and no others; before `enable` and `disable`.'),
    enable: Names.optional().describe('Switch these on.'),
    disable: Names.optional().describe('Switch these off.'),
    seen: Names.optional().describe(
      'The person saw these: new and changed ones become current, gone ones leave the list.',
    ),
  })
  .refine((change) => Object.values(change).some((names) => names !== undefined), 'say what to change')
  .meta({ examples: [{ enable: ['gmail-send-email'], disable: ['gmail-delete-email'] }] });
export type ToolsChange = z.infer<typeof ToolsChange>;

export const ProfileParams = z.object({ profile_id: ProfileId });
export const ProfileToolParams = ProfileParams.extend({ name: ToolName.min(1).max(200) });
export const ProviderParams = z.object({ provider: ProviderId });
export const ProviderProfileParams = ProviderParams.extend(ProfileParams.shape);
export const ProviderToolParams = ProviderParams.extend(ProfileToolParams.shape);
