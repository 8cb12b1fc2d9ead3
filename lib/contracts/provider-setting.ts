import * as z from 'zod';
import { ProviderId } from './app';

export const ProviderSetting = z
  .object({
    provider: ProviderId,
    name: z.string(),
    kind: z.enum(['oauth', 'form']),
    enabled: z.boolean(),
    /** False when the operator switched it off in the environment, which nobody can undo here. */
    enabled_by_environment: z.boolean(),
    /** False when it has no credentials and no sandbox stands in for it: then it serves nothing. */
    set_up: z.boolean(),
    /** The variables in the environment that set it up. */
    credentials: z.array(z.string()),
    /** True when a built-in sandbox stands in for it. */
    demo: z.boolean(),
    profiles: z.number().int(),
    apps: z.number().int(),
  })
  .meta({ id: 'ProviderSetting' });
export type ProviderSetting = z.infer<typeof ProviderSetting>;

export const ProviderSettingList = z
  .object({ providers: z.array(ProviderSetting) })
  .meta({ id: 'ProviderSettingList' });
export type ProviderSettingList = z.infer<typeof ProviderSettingList>;

export const ProviderSwitch = z.object({ enabled: z.boolean() });
export type ProviderSwitch = z.infer<typeof ProviderSwitch>;

/** Which provider serves an app that several have: the first of these that is on and has it. */
export const ProviderPreference = z.object({ providers: z.array(ProviderId).min(1).max(20) }).meta({
  id: 'ProviderPreference',
});
export type ProviderPreference = z.infer<typeof ProviderPreference>;
