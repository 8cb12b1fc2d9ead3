import * as z from 'zod';
import { NextCursor, PageQuery } from './paging';

export const Account = z
  .object({
    id: z.string(),
    external_id: z.string(),
    /** Set for someone who signs in here. */
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
    profiles: z.number().int(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof Account>;

export const AccountPage = NextCursor.extend({ accounts: z.array(Account) }).meta({ id: 'AccountPage' });
export type AccountPage = z.infer<typeof AccountPage>;

export const AccountQuery = PageQuery.extend({ q: z.string().trim().max(200).optional() });
export type AccountQuery = z.infer<typeof AccountQuery>;
