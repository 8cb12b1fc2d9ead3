import * as z from 'zod';
import { MemberId } from './ids';
import { Role } from './scope';
import { time } from './time';
import { EmailText, PersonNameText } from './user';

export const Member = z
  .object({
    user_id: MemberId,
    name: PersonNameText,
    email: EmailText,
    role: Role,
    joined_at: time('When the person joined.', '2027-01-10T08:00:00.000Z'),
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;

export const MemberList = z
  .object({ members: z.array(Member).describe('Members of the workspace.') })
  .meta({ id: 'MemberList' });
export type MemberList = z.infer<typeof MemberList>;

export const MemberChange = z.object({ role: Role });
export type MemberChange = z.infer<typeof MemberChange>;

export const MemberParams = z.object({
  user_id: z.uuid().meta({ description: 'The member.', examples: ['41f6a2d3-7c89-4e5b-9f10-8b2d6c4e1a97'] }),
});
