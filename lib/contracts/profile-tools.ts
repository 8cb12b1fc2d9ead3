import * as z from 'zod';
import { ProviderId } from './app';
import { ToolDefinition } from './tool';

/** `new` and `changed` until the person has seen it; `gone` is no longer offered by the app. */
export const ToolState = z.enum(['current', 'new', 'changed', 'gone']);
export type ToolState = z.infer<typeof ToolState>;

export const ProfileTool = ToolDefinition.extend({
  enabled: z.boolean(),
  state: ToolState,
  /** What it was before it changed, for a difference to be shown. */
  previous: z.object({ description: z.string(), input_schema: ToolDefinition.shape.input_schema }).nullable(),
  changed_at: z.iso.datetime().nullable(),
}).meta({ id: 'ProfileTool' });
export type ProfileTool = z.infer<typeof ProfileTool>;

export const ProfileToolList = z
  .object({
    tools: z.array(ProfileTool),
    count: z.number().int(),
    enabled_count: z.number().int(),
    discovered_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ProfileToolList' });
export type ProfileToolList = z.infer<typeof ProfileToolList>;

export const ProfileToolQuery = z.object({
  q: z.string().trim().max(200).optional(),
  enabled: z.stringbool().optional(),
  state: ToolState.optional(),
  read_only: z.stringbool().optional(),
  destructive: z.stringbool().optional(),
  /** Asks the provider before answering. */
  refresh: z.stringbool().default(false),
});
export type ProfileToolQuery = z.infer<typeof ProfileToolQuery>;

const Names = z.array(z.string().min(1).max(200)).max(5000);

/** All of it or none: one unknown name changes nothing. `only` replaces the list, before `enable` and `disable`. */
export const ToolsChange = z
  .object({
    only: Names.optional(),
    enable: Names.optional(),
    disable: Names.optional(),
    /** Seen by the person: new and changed ones become current, gone ones leave the list. */
    seen: Names.optional(),
  })
  .refine((change) => Object.values(change).some((names) => names !== undefined), 'say what to change');
export type ToolsChange = z.infer<typeof ToolsChange>;

export const ProfileParams = z.object({ profile_id: z.uuid() });
export const ProfileToolParams = ProfileParams.extend({ name: z.string().min(1).max(200) });
export const ProviderParams = z.object({ provider: ProviderId });
export const ProviderProfileParams = ProviderParams.extend(ProfileParams.shape);
export const ProviderToolParams = ProviderParams.extend(ProfileToolParams.shape);
