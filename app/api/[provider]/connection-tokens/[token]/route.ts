import { ConnectionTokenParams, ConnectionTokenQuery, ConnectionTokenState } from '@/lib/contracts/connection-token';
import { checkAttempt, getAttemptState } from '@/lib/domain/connect/check-attempt';
import { readBrowser } from '@/lib/http/browser-cookie';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    params: ConnectionTokenParams,
    query: ConnectionTokenQuery,
    output: ConnectionTokenState,
    audit: null,
    summary: 'How an attempt to connect stands',
    tag: 'Providers',
  },
  ({ principal, params, query, request }) => {
    if (!query.check) return getAttemptState(principal, params.provider, params.token);
    const visitor = { browser: readBrowser(request), userId: principal.userId };
    return checkAttempt(principal, params.provider, params.token, visitor);
  },
);
