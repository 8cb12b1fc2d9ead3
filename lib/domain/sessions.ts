import type { Session } from '@/lib/contracts/session';
import { AppError } from '@/lib/errors';
import type { Principal } from './principal';
import { getUser, getUserId } from './users';
import { getWorkspace } from './workspaces';

/** What the pages know of the person looking at them. Always their own account, whoever they act for. */
export async function getSession(principal: Principal): Promise<Session> {
  const { accountId, role } = principal;
  if (!accountId)
    throw new AppError('internal', 'Something went wrong on our side.', { cause: 'a person without an account' });
  const [user, workspace] = await Promise.all([getUser(getUserId(principal)), getWorkspace(principal)]);
  return { user, workspace, role, account_id: accountId, demo: user.is_demo };
}
