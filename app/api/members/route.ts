import { MemberList } from '@/lib/contracts/member';
import { listMembers } from '@/lib/domain/identity/memberships';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'member', scope: 'admin', account: 'none' },
    audit: null,
    output: MemberList,
    tag: 'Members',
    summary: 'Who belongs to the workspace',
  },
  async ({ principal }) => ({ members: await listMembers(principal) }),
);
