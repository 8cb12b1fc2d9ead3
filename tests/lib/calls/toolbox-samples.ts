import type { Source } from '@/lib/calls/toolbox';
import type { ToolDefinition } from '@/lib/contracts/tool';
import type { CallableProfile } from '@/lib/domain/gateway/callable-profiles';

type Sample = Partial<Omit<CallableProfile, 'enabledTools'>> & { enabled?: string[] };

export function profileOf({ enabled = [], ...given }: Sample): CallableProfile {
  return {
    ...{ id: 'profile', accountId: 'account', provider: 'pipedream', appSlug: 'gmail', appName: 'Gmail' },
    ...{ profileName: 'Gmail', isActive: true, isDefault: false, status: 'connected' },
    enabledTools: new Set(enabled),
    ...given,
  };
}

export function definitionOf(name: string, given: Partial<ToolDefinition> = {}): ToolDefinition {
  return {
    ...{ name, title: null, description: `Does ${name}.`, input_schema: { type: 'object' }, output_schema: null },
    ...{ annotations: {}, version: null },
    ...given,
  };
}

export function sourceOf(profile: CallableProfile, tools = [...profile.enabledTools]): Source {
  return { profile, definitions: tools.map((name) => definitionOf(name)), keepsNames: false };
}
