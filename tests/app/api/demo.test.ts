import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { POST as accept } from '@/app/api/invites/by-token/[token]/accept/route';
import { GET as preview } from '@/app/api/invites/by-token/[token]/route';
import { POST as invite } from '@/app/api/invites/route';
import { GET as session } from '@/app/api/session/route';
import { POST as setUp, GET as setupState } from '@/app/api/setup/route';
import { join } from '@/lib/domain/identity/memberships';
import { startSession } from '@/lib/domain/identity/people';
import { openDemo } from '@/lib/domain/identity/setup';
import { createUser } from '@/lib/domain/identity/users';
import { db } from '@/lib/platform/db';
import { forget } from '@/lib/platform/once';
import { hashToken, randomToken } from '@/lib/platform/seal/token';
import { ask } from '@/tests/support/ask';
import { useDatabase } from '@/tests/support/database';
import { cookieOf } from '@/tests/support/people';

const database = useDatabase();
const OWNER = {
  name: 'Ada',
  email: 'ada@example.com',
  password: 'a long enough password',
  workspace_name: 'Ada & Co.',
};
const STRANGER = { name: 'Mallory', email: 'mallory@example.com', password: 'a long enough password' };

beforeEach(async () => {
  // Deleted row by row first, which announces itself: the first workspace is remembered.
  await database.query('delete from workspaces');
  await database.empty();
  await later();
  setEnv({ SANDBOX_URL: 'http://127.0.0.1:4599' });
});
afterEach(() => setEnv({ SANDBOX_URL: undefined, DEMO: undefined }));

/** The feed of changes takes a moment. */
const later = () => new Promise((resolve) => setTimeout(resolve, 100));

function setEnv(values: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  forget('env');
}

/** Former versions let visitors of the demo invite people; what came of it may still be stored. */
async function storeInvite(workspaceId: string, email: string | null = null): Promise<string> {
  const token = randomToken();
  const expiresAt = new Date(Date.now() + 60_000);
  const createdBy = '00000000-0000-4000-8000-000000000000';
  await db().invite.create({
    data: { workspaceId, tokenHash: hashToken(token), role: 'owner', email, createdBy, expiresAt },
  });
  return token;
}

async function storeMember(workspaceId: string, email: string): Promise<string> {
  const user = await createUser(db(), { email, name: 'Mallory', passwordHash: null });
  await db().$transaction((tx) => join(tx, workspaceId, user.id, 'owner'));
  return user.id;
}

describe('a visitor of the demo', () => {
  test('invites nobody, so that no stranger becomes a person of this installation', async () => {
    const { user } = await openDemo();
    const as = { cookie: await cookieOf(user.id) };
    for (const body of [{ role: 'owner' }, { role: 'member', email: 'alice@example.com' }]) {
      const refused = await ask(invite, { as, body });
      expect(refused.status).toBe(403);
      expect((await refused.json()).error).toMatchObject({ code: 'forbidden' });
    }
  });

  test('does not keep the owner from setting up, not even through an invite of a former version', async () => {
    const { workspace } = await openDemo();
    const params = { token: await storeInvite(workspace.id) };
    expect((await ask(preview, { params })).status).toBe(404);
    expect((await ask(accept, { params, body: STRANGER })).status).toBe(404);

    await storeMember(workspace.id, STRANGER.email);
    expect(await (await ask(setupState)).json()).toMatchObject({ needed: true });
    expect((await ask(setUp, { body: OWNER })).status).toBe(201);
    expect(await (await ask(setupState)).json()).toMatchObject({ needed: false });
  });

  test('is out when the demo closes, also as somebody with a password of their own', async () => {
    const { workspace } = await openDemo();
    const mallory = await storeMember(workspace.id, STRANGER.email);
    const as = { cookie: await cookieOf(mallory) };
    expect((await ask(session, { as })).status).toBe(200);
    await ask(setUp, { body: OWNER });
    await later();
    expect((await ask(session, { as })).status).toBe(401);
    expect(await startSession(mallory)).toBeNull();
  });

  test('does not draw a person of a workspace into the demo', async () => {
    setEnv({ DEMO: 'true' });
    const { workspace: demo } = await openDemo();
    const created = await (await ask(setUp, { body: OWNER })).json();
    const as = { cookie: await cookieOf(created.user.id) };
    expect((await ask(accept, { as, params: { token: await storeInvite(demo.id) }, body: {} })).status).toBe(404);

    await db().$transaction((tx) => join(tx, demo.id, created.user.id, 'member'));
    await later();
    expect(await (await ask(session, { as })).json()).toMatchObject({ workspace: { id: created.workspace.id } });
  });

  test('joins a workspace as somebody of their own, so that the next visitor is not in it', async () => {
    setEnv({ DEMO: 'true' });
    const { user, workspace: demo } = await openDemo();
    const { workspace } = await (await ask(setUp, { body: OWNER })).json();
    const as = { cookie: await cookieOf(user.id) };
    const params = { token: await storeInvite(workspace.id) };
    expect((await ask(accept, { as, params, body: {} })).status).toBe(422);
    const joined = await ask(accept, { as, params, body: STRANGER });
    expect(joined.status).toBe(201);
    expect((await joined.json()).member).toMatchObject({ email: STRANGER.email });
    await later();
    expect(await (await ask(session, { as })).json()).toMatchObject({ workspace: { id: demo.id } });
  });

  test('is in the demo only, also where a former version let them join a workspace', async () => {
    setEnv({ DEMO: 'true' });
    const { user, workspace: demo } = await openDemo();
    const { workspace } = await (await ask(setUp, { body: OWNER })).json();
    await db().$transaction((tx) => join(tx, workspace.id, user.id, 'member'));
    await later();
    const as = { cookie: await cookieOf(user.id) };
    expect(await (await ask(session, { as })).json()).toMatchObject({ workspace: { id: demo.id } });
  });
});
