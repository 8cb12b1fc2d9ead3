import { ConnectedIntegrationList } from '@/lib/contracts/integration';
import { listConnectedByName } from '@/lib/domain/gateway/gateway-apps';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    audit: null,
    output: ConnectedIntegrationList,
    tag: 'Gateway',
    summary: 'The apps that this user has connected',
  },
  ({ principal }) => listConnectedByName(principal),
);
