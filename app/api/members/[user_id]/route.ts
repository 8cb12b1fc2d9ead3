import * as z from 'zod';
import { Member, MemberChange, MemberParams, MemberRemoval } from '@/lib/contracts/member';
import { changeRole, removeMember } from '@/lib/domain/identity/memberships';
import { route } from '@/lib/http/route';

const access = { role: 'admin', scope: 'admin', account: 'none' } as const;
const tag = 'Members';

export const PATCH = route(
  {
    access,
    audit: { action: 'member.change_role', of: ({ params, body }) => ({ subject: params.user_id, detail: body }) },
    params: MemberParams,
    body: MemberChange,
    output: Member,
    tag,
    summary: 'Change what somebody may do',
    description: 'Open invites that they made and could not make any more are withdrawn.',
  },
  ({ principal, params, body }) => changeRole(principal, params.user_id, body.role, body),
);

export const DELETE = route(
  {
    access,
    audit: { action: 'member.remove', of: ({ params, query }) => ({ subject: params.user_id, detail: query }) },
    params: MemberParams,
    query: MemberRemoval,
    output: z.void(),
    tag,
    summary: 'Remove somebody; their sessions end at once',
    description: 'Their open invites are withdrawn too.',
  },
  ({ principal, params, query }) => removeMember(principal, params.user_id, query),
);
