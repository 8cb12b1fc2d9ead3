import { ProviderParams } from '@/lib/contracts/profile-tools';
import { ProviderSetting, ProviderSwitch } from '@/lib/contracts/provider-setting';
import { switchProvider } from '@/lib/domain/providers/switch-provider';
import { route } from '@/lib/http/route';

export const PUT = route(
  {
    access: { role: 'admin', scope: 'admin', account: 'none' },
    params: ProviderParams,
    body: ProviderSwitch,
    output: ProviderSetting,
    audit: {
      action: 'provider.switch',
      of: ({ params, body }) => ({ subject: params.provider, detail: body }),
    },
    summary: 'Switch a provider off, or on again as it was',
    tag: 'Admin',
  },
  ({ principal, params, body }) => switchProvider(principal, params.provider, body.enabled),
);
