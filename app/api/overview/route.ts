import { Overview } from '@/lib/contracts/overview';
import { getOverview } from '@/lib/domain/installation/overview';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    audit: null,
    output: Overview,
    tag: 'Evidence',
    summary: 'How the account is doing: profiles, the calls of the last day, what to do next',
  },
  ({ principal }) => getOverview(principal),
);
