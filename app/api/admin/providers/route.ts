import { ProviderSettingList } from '@/lib/contracts/provider-setting';
import { listProviderSettings } from '@/lib/domain/providers/provider-settings';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'admin', scope: 'admin', account: 'none' },
    output: ProviderSettingList,
    audit: null,
    summary: 'The providers, and which are on',
    tag: 'Admin',
  },
  async ({ principal }) => ({ providers: await listProviderSettings(principal) }),
);
