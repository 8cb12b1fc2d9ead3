import * as z from 'zod';
import { MemberId } from './ids';
import { queryFlag } from './query-flag';
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

const REVOKE_KEYS = 'Also revoke the keys for any user that this person made, which go on working otherwise.';

export const MemberChange = z.object({
  role: Role,
  revoke_keys: z
    .boolean()
    .default(false)
    .meta({ description: REVOKE_KEYS, examples: [true] }),
});
export type MemberChange = z.infer<typeof MemberChange>;

export const MemberRemoval = z.object({ revoke_keys: queryFlag(REVOKE_KEYS).default(false) });
export type MemberRemoval = z.infer<typeof MemberRemoval>;

export const MemberParams = z.object({
  user_id: z.uuid().meta({ description: 'The member.', examples: ['41f6a2d3-7c89-4e5b-9f10-8b2d6c4e1a97'] }),
});
