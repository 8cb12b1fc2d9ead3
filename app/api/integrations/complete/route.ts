import { CompleteIntegration, IntegrationCompletion } from '@/lib/contracts/integration';
import { completeByState } from '@/lib/domain/gateway/gateway-connections';
import { readBrowser } from '@/lib/http/browser-cookie';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { role: 'member', scope: 'connections:write', account: 'required' },
    audit: null,
    body: CompleteIntegration,
    output: IntegrationCompletion,
    carriesSuccess: true,
    tag: 'Gateway',
    summary: 'Complete a connection by its state',
    description:
      'For callers that bring the state back themselves. The provider is asked for the account that came of it. Status ' +
      '400, "Invalid or expired OAuth state", when the state is unknown, another user’s or older than ten minutes; ' +
      '409, "No active account found", as long as the provider has none. Completing again answers the same and makes ' +
      'nothing.\n\nA backend whose key acts for any user need not wait until its user has confirmed at the link: it answers ' +
      'for them. It should complete only when that user’s own browser brings the state back. Every other caller, and ' +
      'what a person began while signed in, waits for the browser that opened the link (403 until then).',
  },
  ({ principal, body, request }) => completeByState(principal, body, readBrowser(request)),
);
