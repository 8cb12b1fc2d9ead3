import { AcceptedInvite, AcceptInvite, InviteTokenParams } from '@/lib/contracts/invite';
import { acceptInvite } from '@/lib/domain/identity/invites/invites';
import { toJoining } from '@/lib/domain/identity/joining';
import { addressOf } from '@/lib/http/address';
import { readLocale } from '@/lib/http/read-locale';
import { route } from '@/lib/http/route';

export const POST = route(
  {
    access: { public: true },
    audit: {
      action: 'invite.accept',
      of: ({ result: { member, workspace } }) => ({
        workspaceId: workspace.id,
        subject: member.user_id,
        actor: { kind: 'user', id: member.user_id, name: member.email },
        detail: { role: member.role },
      }),
    },
    params: InviteTokenParams,
    body: AcceptInvite,
    output: AcceptedInvite,
    status: 201,
    limit: { name: 'invite-accept', points: 20, windowS: 60 },
    tag: 'Members',
    summary: 'Join: as who is signed in, with e-mail and password of an account, or as a new person',
    description: 'A visitor of the demo joins as a person of their own, never as the demo’s user.',
  },
  async ({ principal, params, body, request }) =>
    acceptInvite(
      params.token,
      await toJoining(principal, body, { locale: readLocale(request), address: addressOf(request.headers) }),
    ),
);
