import { CreatedInvite, InviteList, NewInvite } from '@/lib/contracts/invite';
import { createInvite, listInvites } from '@/lib/domain/identity/invites/invites';
import { route } from '@/lib/http/route';

const access = { role: 'admin', scope: 'admin', account: 'none' } as const;
const tag = 'Members';

export const GET = route(
  { access, audit: null, output: InviteList, tag, summary: 'Every invite of the workspace, newest first' },
  async ({ principal }) => ({ invites: await listInvites(principal) }),
);

export const POST = route(
  {
    access,
    audit: {
      action: 'invite.create',
      of: ({ result: { id, role, email } }) => ({ subject: id, detail: { role, email } }),
    },
    body: NewInvite,
    output: CreatedInvite,
    status: 201,
    tag,
    summary: 'Make an invite; the reply is the only time its link is shown',
  },
  ({ principal, body }) => createInvite(principal, body),
);
