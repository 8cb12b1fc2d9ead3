import { CompleteIntegration, IntegrationCompletion } from '@/lib/contracts/integration';
import { completeByState } from '@/lib/domain/gateway/gateway-connections';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: 'connections:write', account: 'required' },
    audit: null,
    body: CompleteIntegration,
    output: IntegrationCompletion,
    carriesSuccess: true,
    tags: ['Gateway'],
    summary: 'What became of an attempt to connect, for callers that bring its state back themselves',
  },
  ({ principal, body }) => completeByState(principal, body),
);
