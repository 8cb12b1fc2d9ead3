import type { ConnectView } from '@/lib/contracts/connect-view';
import type { ConnectFailure } from '@/lib/contracts/connection-token';
import { db } from '@/lib/platform/db';
import { getProviderDefinition } from '../providers/provider-settings';
import { openKept } from './confirm-attempt';
import {
  type Attempt,
  failureIn,
  findAttemptByState,
  findAttemptByToken,
  refusalOf,
  stateOfToken,
  type Visitor,
} from './connect-attempts';

const UNKNOWN: ConnectView = {
  status: 'failed',
  failure: 'not_found',
  appName: null,
  providerName: null,
  workspaceName: null,
  label: null,
  forWhom: null,
  profileId: null,
  isPopup: false,
  returnUrl: null,
};

/** Before the provider's page. An open link with a failure could not start when it was last opened. */
export async function describeLink(token: string, visitor: Visitor): Promise<ConnectView> {
  const attempt = await findAttemptByToken(token);
  if (!attempt) return UNKNOWN;
  const names = await namesOf(attempt);
  const refusal = refusalOf(attempt, visitor) ?? (attempt.outcome === 'pending' ? null : 'used');
  if (refusal) return { ...names, ...UNKNOWN_BUT_NAMES, failure: refusal, status: 'failed' };
  const failure = failureIn(attempt);
  return {
    ...names,
    ...UNKNOWN_BUT_NAMES,
    failure,
    status: 'open',
    isPopup: isPopup(attempt),
    returnUrl: returnUrlOf(attempt, stateOfToken(token), failure),
  };
}

/** After it. A completed attempt is "used" for everybody but the browser that completed it. */
export async function describeResult(state: string, visitor: Visitor): Promise<ConnectView> {
  const attempt = await findAttemptByState(state);
  if (!attempt) return UNKNOWN;
  const names = await namesOf(attempt);
  const mine =
    attempt.browserHash !== null && refusalOf({ ...attempt, outcome: 'pending', expiresAt: FAR }, visitor) === null;
  if (!mine)
    return {
      ...names,
      ...UNKNOWN_BUT_NAMES,
      failure: refusalOf(attempt, visitor) ?? 'other_browser',
      status: 'failed',
    };
  const refusal = refusalOf(attempt, visitor);
  const isCompleted = attempt.outcome === 'completed';
  const failure = isCompleted ? null : refusal;
  const status = isCompleted
    ? 'completed'
    : failure
      ? 'failed'
      : attempt.outcome === 'confirming'
        ? 'confirming'
        : 'pending';
  const isConfirming = status === 'confirming';
  const label = isConfirming ? ((await openKept(attempt))?.label ?? null) : null;
  const forWhom = isConfirming ? await findForWhom(attempt.accountId) : null;
  const profileId = isCompleted ? attempt.profileId : null;
  return {
    ...names,
    label,
    forWhom,
    profileId,
    failure,
    status,
    isPopup: isPopup(attempt),
    returnUrl: returnUrlOf(attempt, state, failure ?? (isCompleted ? 'success' : null)),
  };
}

/**
 * The caller's own address, with what became of it. Null while it is undecided, and when none was given. `appName` is
 * the app as the caller named it, else its own name; `app` is its slug.
 */
export function returnUrlOf(
  attempt: Attempt,
  state: string,
  outcome: ConnectFailure | 'success' | null,
): string | null {
  if (!attempt.redirectUrl || outcome === null) return null;
  const url = new URL(attempt.redirectUrl);
  url.searchParams.set('status', outcome === 'success' ? 'success' : 'error');
  url.searchParams.set('appName', attempt.request.appName ?? attempt.appSlug);
  if (outcome !== 'success') url.searchParams.set('reason', outcome);
  url.searchParams.set('app', attempt.appSlug);
  url.searchParams.set('state', state);
  return url.href;
}

const FAR = new Date(8.64e15);
const UNKNOWN_BUT_NAMES = { label: null, forWhom: null, profileId: null, isPopup: false, returnUrl: null };

/** Our own pages name an address to return to whenever they could not open a window. */
function isPopup({ origin, redirectUrl }: Attempt): boolean {
  return origin === 'session' && redirectUrl === null;
}

async function findForWhom(accountId: string): Promise<ConnectView['forWhom']> {
  const select = { externalId: true, user: { select: { name: true, email: true } } };
  const account = await db().account.findUnique({ where: { id: accountId }, select });
  if (account?.user) return { kind: 'person', ...account.user };
  return account && { kind: 'user', id: account.externalId };
}

async function namesOf({ provider, appSlug, account }: Attempt) {
  const [app, workspace] = await Promise.all([
    db().app.findUnique({ where: { provider_slug: { provider, slug: appSlug } }, select: { name: true } }),
    db().workspace.findUnique({ where: { id: account.workspaceId }, select: { name: true } }),
  ]);
  const providerName = getProviderDefinition(provider).name;
  return { appName: app?.name ?? appSlug, providerName, workspaceName: workspace?.name ?? null };
}
