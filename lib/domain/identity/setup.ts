import type { Setup, SetupResult, SetupState } from '@/lib/contracts/session';
import { Email, type Locale } from '@/lib/contracts/user';
import { AppError, notFound } from '@/lib/errors';
import { type Db, db } from '@/lib/platform/db';
import { env } from '@/lib/platform/env';
import { hashPassword } from '@/lib/platform/seal/password';
import { say } from '@/lib/sentence';
import { isDemoOpen } from './demo';
import { join } from './memberships';
import { createUser, getUser, type NewUser } from './users';
import { createWorkspace, findFirst, findOwnerless, renameWorkspace } from './workspaces';

const DEMO_EMAIL = 'demo@example.com';

export async function getSetupState(): Promise<SetupState> {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  return {
    needed: !(await hasPeople(db())),
    demo: await isDemoOpen(),
    oidc: OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_CLIENT_SECRET ? { name: OIDC_NAME } : null,
  };
}

/** The first person, who owns the first workspace. Works once: of two at the same moment, one is told to sign in. */
export async function setUp(input: Setup, locale: Locale): Promise<SetupResult> {
  const { email, name } = input;
  if (await hasPeople(db())) throw alreadySetUp();
  const passwordHash = await hashPassword(input.password);
  return alone(async (tx) => {
    if (await hasPeople(tx)) throw alreadySetUp();
    return found(tx, { email, name, passwordHash, locale }, input.workspace_name);
  });
}

/** ADMIN_EMAIL and ADMIN_PASSWORD: the first person without the screen. Once there are people, they mean nothing. */
export async function setUpFromEnv(): Promise<void> {
  const { ADMIN_EMAIL, ADMIN_PASSWORD } = env();
  if (!ADMIN_EMAIL || !ADMIN_PASSWORD || (await hasPeople(db()))) return;
  const passwordHash = await hashPassword(ADMIN_PASSWORD);
  await alone(async (tx) => {
    if (await hasPeople(tx)) return;
    await found(tx, { email: Email.parse(ADMIN_EMAIL), name: 'Admin', passwordHash }, 'Patchbay');
  });
}

/** The demo account and its workspace, made on first use. It has no password: it is entered while the demo is open. */
export async function openDemo(): Promise<SetupResult> {
  if (!(await isDemoOpen())) throw notFound('demo');
  return alone(async (tx) => {
    const existing = await tx.membership.findFirst({
      where: { user: { email: DEMO_EMAIL, isDemo: true } },
      select: { userId: true, workspace: { select: { id: true, name: true, slug: true } } },
    });
    if (existing) return { user: await getUser(existing.userId, tx), workspace: existing.workspace };
    const user = await createUser(tx, { email: DEMO_EMAIL, name: 'Demo', passwordHash: null, isDemo: true });
    const workspace = await createWorkspace(tx, 'Demo', { isDemo: true });
    await join(tx, workspace.id, user.id, 'owner');
    return { user, workspace };
  });
}

/** For AGENT_API_KEY on an installation that nobody has set up: old deployments start with no screen. */
export function openFirstWorkspace(): Promise<string> {
  return alone(async (tx) => (await findFirst(tx))?.id ?? (await createWorkspace(tx, 'Patchbay')).id);
}

async function found(tx: Db, newUser: NewUser, workspaceName: string): Promise<SetupResult> {
  // Whoever sets an installation up is its operator, and says who they are.
  const user = await createUser(tx, { ...newUser, emailProven: true });
  const ownerless = await findOwnerless(tx);
  const workspace = ownerless
    ? await renameWorkspace({ workspaceId: ownerless }, workspaceName, tx)
    : await createWorkspace(tx, workspaceName);
  await join(tx, workspace.id, user.id, 'owner');
  return { user, workspace };
}

/** Members of the demo are nobody: anybody can enter it, and must not take the set-up away from the operator. */
async function hasPeople(tx: Db): Promise<boolean> {
  const where = { isDemo: false, memberships: { some: { workspace: { isDemo: false } } } };
  return (await tx.user.findFirst({ where, select: { id: true } })) !== null;
}

/** One at a time, in all processes: looking for people and making the first one is a single step. */
function alone<Result>(work: (tx: Db) => Promise<Result>): Promise<Result> {
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('patchbay set-up'))::text`;
    return work(tx);
  });
}

function alreadySetUp(): AppError {
  return new AppError('conflict', say('account.alreadySetUp'));
}
