import { ConnectIntegration, IntegrationConnect } from '@/lib/contracts/integration';
import { connectByName } from '@/lib/domain/gateway/gateway-connections';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: 'connections:write', account: 'required' },
    audit: { action: 'connection.start', of: ({ body: { provider } }) => ({ detail: { app: provider } }) },
    body: ConnectIntegration,
    output: IntegrationConnect,
    carriesSuccess: true,
    tag: 'Gateway',
    summary: 'Where the user goes to connect an app, unless it is connected already',
  },
  ({ principal, body }) => connectByName(principal, body),
);
