import { InvitePreview, InviteTokenParams } from '@/lib/contracts/invite';
import { previewInvite } from '@/lib/domain/identity/invites/invites';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { public: true },
    audit: null,
    params: InviteTokenParams,
    output: InvitePreview,
    limit: { name: 'invite-preview', points: 60, windowS: 60 },
    tag: 'Members',
    summary: 'What an invite offers to whoever holds its link',
  },
  ({ params }) => previewInvite(params.token),
);
