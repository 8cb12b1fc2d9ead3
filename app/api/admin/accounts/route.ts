import { AccountPage, AccountQuery } from '@/lib/contracts/account';
import { listAccounts } from '@/lib/domain/identity/accounts';
import { route } from '@/lib/http/route';

export const GET = route(
  {
    access: { role: 'admin', scope: 'admin', account: 'none' },
    audit: null,
    query: AccountQuery,
    output: AccountPage,
    tag: 'Admin',
    summary: 'Every account of the workspace: people who sign in, and users that callers name',
  },
  async ({ principal, query }) => {
    const { items, nextCursor } = await listAccounts(principal, query);
    return { accounts: items, next_cursor: nextCursor };
  },
);
