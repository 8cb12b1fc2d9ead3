import { IntegrationStatus, IntegrationStatusQuery } from '@/lib/contracts/integration';
import { statusByName } from '@/lib/domain/gateway/gateway-connections';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    audit: null,
    query: IntegrationStatusQuery,
    output: IntegrationStatus,
    tag: 'Gateway',
    summary: 'Whether this user has one app connected',
  },
  ({ principal, query }) => statusByName(principal, query.provider),
);
