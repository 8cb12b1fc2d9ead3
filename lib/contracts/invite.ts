import * as z from 'zod';
import { Member } from './member';
import { Role } from './scope';
import { Email, NewPassword, PersonName } from './user';

export const InviteStatus = z.enum(['open', 'accepted', 'expired', 'revoked']);
export type InviteStatus = z.infer<typeof InviteStatus>;

export const Invite = z
  .object({
    id: z.string(),
    role: Role,
    /** When given, only this address may accept. */
    email: z.string().nullable(),
    status: InviteStatus,
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
    accepted_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Invite' });
export type Invite = z.infer<typeof Invite>;

export const InviteList = z.object({ invites: z.array(Invite) }).meta({ id: 'InviteList' });
export type InviteList = z.infer<typeof InviteList>;

export const NewInvite = z
  .object({ role: Role, email: Email.nullish() })
  .meta({ examples: [{ role: 'member', email: 'ada@example.com' }] });
export type NewInvite = z.infer<typeof NewInvite>;

/** The only reply that ever holds the link. */
export const CreatedInvite = Invite.extend({ url: z.url().meta({ secret: true }) }).meta({ id: 'CreatedInvite' });
export type CreatedInvite = z.infer<typeof CreatedInvite>;

/** What someone who holds the link may see before joining. */
export const InvitePreview = z
  .object({
    workspace: z.object({ name: z.string() }),
    role: Role,
    email: z.string().nullable(),
    expires_at: z.iso.datetime(),
  })
  .meta({ id: 'InvitePreview' });
export type InvitePreview = z.infer<typeof InvitePreview>;

/** From a new person: all three. From someone signed in: an empty object. */
export const AcceptInvite = z.object({
  name: PersonName.optional(),
  email: Email.optional(),
  password: NewPassword.optional(),
});
export type AcceptInvite = z.infer<typeof AcceptInvite>;

export const AcceptedInvite = z
  .object({ member: Member, workspace: z.object({ id: z.string(), name: z.string() }) })
  .meta({ id: 'AcceptedInvite' });
export type AcceptedInvite = z.infer<typeof AcceptedInvite>;

export const InviteParams = z.object({ id: z.uuid() });
/** Whatever stands in a link is looked up: one that was cut short is no invite, like one that never was. */
export const InviteTokenParams = z.object({ token: z.string().min(1).max(1000) });
