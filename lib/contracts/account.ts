import * as z from 'zod';
import { AccountId, EndUserId, MemberId } from './ids';
import { NextCursor, PageQuery } from './paging';
import { CreatedAt } from './time';
import { EmailText, PersonNameText } from './user';

export const Account = z
  .object({
    id: AccountId,
    external_id: EndUserId,
    user: z
      .object({ id: MemberId, name: PersonNameText, email: EmailText })
      .nullable()
      .describe('Set for somebody who signs in here.'),
    profiles: z
      .number()
      .int()
      .meta({ description: 'How many profiles the account has.', examples: [3] }),
    created_at: CreatedAt,
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

export const AccountPage = NextCursor.extend({
  accounts: z.array(Account).describe('Accounts of the workspace, newest first.'),
}).meta({ id: 'AccountPage' });
export type AccountPage = z.infer<typeof AccountPage>;

export const AccountQuery = PageQuery.extend({
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ description: 'Text in the `user_id`, name or e-mail; or the id of an account.', examples: ['jane'] }),
});
export type AccountQuery = z.infer<typeof AccountQuery>;
