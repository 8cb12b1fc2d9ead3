import { PendingRevocationList } from '@/lib/contracts/connection';
import { listPendingRevocations } from '@/lib/domain/profiles/revocations';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'profiles:read', account: 'required' },
    output: PendingRevocationList,
    audit: null,
    summary: 'Grants that their provider has yet to take back',
    tag: 'Profiles',
  },
  async ({ principal }) => ({ revocations: await listPendingRevocations(principal) }),
);
