import type { Session } from '@/lib/contracts/session';
import { AppError } from '@/lib/errors';
import { say } from '@/lib/sentence';
import { getExternalId } from './accounts';
import type { Principal } from './principal';
import { getUser, getUserId } from './users';
import { getWorkspace } from './workspaces';

/** What the pages know of the person looking at them. Always their own account, whoever they act for. */
export async function getSession(principal: Principal): Promise<Session> {
  const { accountId, role } = principal;
  if (!accountId) throw new AppError('internal', say('general.internal'), { cause: 'a person without an account' });
  const [user, workspace, externalId] = await Promise.all([
    getUser(getUserId(principal)),
    getWorkspace(principal),
    getExternalId(accountId),
  ]);
  return {
    ...{ user, workspace, role, demo: user.is_demo },
    ...{ account_id: accountId, account_external_id: externalId },
  };
}
