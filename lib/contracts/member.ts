import * as z from 'zod';
import { Role } from './scope';

export const Member = z
  .object({
    user_id: z.string(),
    name: z.string(),
    email: z.string(),
    role: Role,
    joined_at: z.iso.datetime(),
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;

export const MemberList = z.object({ members: z.array(Member) }).meta({ id: 'MemberList' });
export type MemberList = z.infer<typeof MemberList>;

export const MemberChange = z.object({ role: Role });
export type MemberChange = z.infer<typeof MemberChange>;

export const MemberParams = z.object({ user_id: z.uuid() });
