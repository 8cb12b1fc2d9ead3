import { ProviderPreference } from '@/lib/contracts/provider-setting';
import { getProviderPreference, setProviderPreference } from '@/lib/domain/providers/preferred-provider';
import { route } from '@/lib/http/route';

const access = { role: 'admin', scope: 'admin', account: 'none' } as const;

export const GET = route(
  {
    access,
    audit: null,
    output: ProviderPreference,
    tag: 'Admin',
    summary: 'Which provider serves an app that several have, in order',
  },
  async ({ principal }) => ({ providers: await getProviderPreference(principal) }),
);

export const PUT = route(
  {
    access,
    audit: { action: 'provider.prefer', of: ({ body }) => ({ detail: body }) },
    body: ProviderPreference,
    output: ProviderPreference,
    tag: 'Admin',
    summary: 'Say which provider serves an app that several have',
    description: 'Those that are not named follow in their usual order. What is connected stays with its provider.',
  },
  async ({ principal, body }) => ({ providers: await setProviderPreference(principal, body.providers) }),
);
