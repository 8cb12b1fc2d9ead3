import * as z from 'zod';
import { Member } from './member';
import { Role } from './scope';
import { CreatedAt, time } from './time';
import { Email, NewPassword, PersonName } from './user';
import { Workspace, WorkspaceNameText } from './workspace';

export const InviteStatus = z.enum(['open', 'accepted', 'expired', 'revoked']).describe('How the invite stands.');
export type InviteStatus = z.infer<typeof InviteStatus>;

const InviteId = z.uuid().meta({ description: 'The invite.', examples: ['6b0f9e4d-27c1-4a85-b3d6-1e8f5c2a9074'] });
const InvitedEmail = z
  .string()
  .nullable()
  .meta({ description: 'When given, only this address may accept.', examples: ['sam@example.com'] });
const InviteExpiresAt = time('When it ends.', '2027-02-07T12:00:00.000Z');

export const Invite = z
  .object({
    id: InviteId,
    role: Role,
    email: InvitedEmail,
    status: InviteStatus,
    created_at: CreatedAt,
    expires_at: InviteExpiresAt,
    accepted_at: time('When it was accepted; null until then.')
      .nullable()
      .meta({ examples: [null] }),
  })
  .meta({ id: 'Invite' });
export type Invite = z.infer<typeof Invite>;

export const InviteList = z
  .object({ invites: z.array(Invite).describe('Invites to the workspace, newest first.') })
  .meta({ id: 'InviteList' });
export type InviteList = z.infer<typeof InviteList>;

export const NewInvite = z
  .object({ role: Role, email: Email.nullish().describe('When given, only this address may accept.') })
  .meta({ examples: [{ role: 'member', email: 'sam@example.com' }] });
export type NewInvite = z.infer<typeof NewInvite>;

/** The only reply that ever holds the link. */
export const CreatedInvite = Invite.extend({
  url: z.url().meta({
    secret: true,
    description: 'The link to send to the person. It works once and is not shown again.',
    examples: ['https://patchbay.example.com/invite/Vw8kR3xN5yB2cD4fG6hJ9pL0sA1qZ7tM'],
  }),
}).meta({ id: 'CreatedInvite' });
export type CreatedInvite = z.infer<typeof CreatedInvite>;

/** What someone who holds the link may see before joining. */
export const InvitePreview = z
  .object({
    workspace: z.object({ name: WorkspaceNameText }).describe('The workspace to join.'),
    role: Role,
    email: InvitedEmail,
    expires_at: InviteExpiresAt,
  })
  .meta({ id: 'InvitePreview' });
export type InvitePreview = z.infer<typeof InvitePreview>;

/** From a new person: all three. From someone signed in: an empty object. */
export const AcceptInvite = z
  .object({
    name: PersonName.optional(),
    email: Email.optional(),
    password: NewPassword.optional(),
  })
  .meta({ examples: [{ name: 'Sam Rivera', email: 'sam@example.com', password: 'correct horse battery' }] });
export type AcceptInvite = z.infer<typeof AcceptInvite>;

export const AcceptedInvite = z
  .object({
    member: Member.describe('Who joined.'),
    workspace: Workspace.pick({ id: true, name: true }).describe('The workspace that was joined.'),
  })
  .meta({ id: 'AcceptedInvite' });
export type AcceptedInvite = z.infer<typeof AcceptedInvite>;

export const InviteParams = z.object({ id: InviteId });
/** Whatever stands in a link is looked up: one that was cut short is no invite, like one that never was. */
export const InviteTokenParams = z.object({
  token: z
    .string()
    .min(1)
    .max(1000)
    .meta({ description: 'The secret part of the link.', examples: ['Vw8kR3xN5yB2cD4fG6hJ9pL0sA1qZ7tM'] }),
});
