import * as z from 'zod';
import { InviteParams } from '@/lib/contracts/invite';
import { revokeInvite } from '@/lib/domain/identity/invites/invites';
import { route } from '@/lib/http/route';

export const DELETE = route(
  {
    access: { role: 'admin', scope: 'admin', account: 'none' },
    audit: { action: 'invite.revoke', of: ({ params }) => ({ subject: params.id }) },
    params: InviteParams,
    output: z.void(),
    tag: 'Members',
    summary: 'Withdraw an invite that nobody has used',
  },
  ({ principal, params }) => revokeInvite(principal, params.id),
);
