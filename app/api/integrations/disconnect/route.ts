import { DisconnectIntegration, IntegrationDisconnect } from '@/lib/contracts/integration';
import { disconnectByName } from '@/lib/domain/gateway/gateway-connections';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: 'connections:write', account: 'required' },
    audit: {
      action: 'profile.disconnect',
      of: ({ result: { profile_id, revocation } }) => ({ subject: profile_id, detail: { revocation } }),
    },
    body: DisconnectIntegration,
    output: IntegrationDisconnect,
    carriesSuccess: true,
    tag: 'Gateway',
    summary: 'Take an app’s grant back, at the provider and here',
  },
  ({ principal, body }) => disconnectByName(principal, body),
);
