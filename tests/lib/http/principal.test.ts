import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { revokeKey } from '@/lib/domain/identity/keys';
import { removeMember } from '@/lib/domain/identity/memberships';
import { signOutEverywhere } from '@/lib/domain/identity/users';
import { authOptions } from '@/lib/http/auth-options';
import { findPrincipal } from '@/lib/http/principal';
import { readSessionCookie, toClaims } from '@/lib/http/session-cookie';
import { writeSessionToken } from '@/lib/http/session-token';
import { db } from '@/lib/platform/db';
import { forget } from '@/lib/platform/once';
import { derivedKey } from '@/lib/platform/seal/token';
import { useDatabase } from '@/tests/support/database';
import { cookieOf, makeKey, makePerson, makeWorkspace, type TestWorkspace } from '@/tests/support/people';

const database = useDatabase();
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace();
});

function never(): never {
  throw new Error('unreachable');
}

const find = (headers: Record<string, string>) =>
  findPrincipal(new Request('http://127.0.0.1:3000/api/test', { headers }));
/** Another process's change arrives within milliseconds; a second is the promise. */
const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 1000, interval: 10 });

describe('keys', () => {
  test('are taken from X-API-Key and from Authorization, with their scopes and no account yet', async () => {
    const { id, key } = await makeKey(workspace, ['tools:read', 'tools:execute']);
    const expected = {
      workspaceId: workspace.id,
      accountId: null,
      role: 'member',
      scopes: ['tools:read', 'tools:execute'],
      keyId: id,
      userId: null,
    };
    expect(await find({ 'x-api-key': key })).toMatchObject(expected);
    expect(await find({ authorization: `Bearer ${key}` })).toMatchObject(expected);
    expect(await find({ authorization: `bearer  ${key}` })).toMatchObject(expected);
  });

  test('a key that is right but for its last letter is nobody', async () => {
    const { key } = await makeKey(workspace, ['tools:read']);
    const other = key.endsWith('A') ? 'B' : 'A';
    expect(await find({ 'x-api-key': key })).not.toBeNull();
    expect(await find({ 'x-api-key': `${key.slice(0, -1)}${other}` })).toBeNull();
    expect(await find({ 'x-api-key': '' })).toBeNull();
    expect(await find({ 'x-api-key': `${key} ` })).not.toBeNull(); // HTTP itself trims a header's value
  });

  test('a revoked key stops working on the next call, without a restart', async () => {
    const { id, key } = await makeKey(workspace, ['tools:read']);
    expect(await find({ 'x-api-key': key })).not.toBeNull();
    await revokeKey(workspace.owner.principal, id);
    await soon(async () => expect(await find({ 'x-api-key': key })).toBeNull());
  });

  test('a key revoked in another process is refused here within a second', async () => {
    const { id, key } = await makeKey(workspace, ['tools:read']);
    await soon(async () => expect(await find({ 'x-api-key': key })).not.toBeNull());
    await database.query('update api_keys set revoked_at = now() where id = $1', [id]);
    await soon(async () => expect(await find({ 'x-api-key': key })).toBeNull());
  });

  test('an expired key is nobody, also when it expired while it was remembered', async () => {
    const { id, key } = await makeKey(workspace, ['tools:read']);
    await database.query(`update api_keys set expires_at = now() + interval '300 ms' where id = $1`, [id]);
    await soon(async () => expect(await find({ 'x-api-key': key })).not.toBeNull());
    await soon(async () => expect(await find({ 'x-api-key': key })).toBeNull());
  });

  test('when a key was last used is noted, once for many calls', async () => {
    const { id, key } = await makeKey(workspace, ['tools:read']);
    await Promise.all(Array.from({ length: 20 }, () => find({ 'x-api-key': key })));
    const lastUsed = () => database.query('select last_used_at, xmin::text from api_keys where id = $1', [id]);
    await vi.waitFor(async () => expect((await lastUsed())[0]?.last_used_at).toBeInstanceOf(Date), { timeout: 4000 });
    const before = await lastUsed();
    await find({ 'x-api-key': key });
    await new Promise((resolve) => setTimeout(resolve, 1300));
    expect(await lastUsed()).toEqual(before);
  });

  test('made up as fast as one can cost one query at a time, and a real one is found among them', async () => {
    const { key } = await makeKey(workspace, ['tools:read']);
    const madeUp = Array.from({ length: 500 }, (_, n) => `pb_${String(n).padStart(8, '0')}_${'x'.repeat(43)}`);
    const spy = vi.spyOn(db().apiKey, 'findMany');
    const found = await Promise.all([...madeUp, key].map((sent) => find({ 'x-api-key': sent })));
    expect(found.filter((principal) => principal !== null)).toHaveLength(1);
    expect(spy.mock.calls.length).toBeLessThanOrEqual(3);
    spy.mockRestore();
  });

  test('AGENT_API_KEY is a key of the first workspace, and cannot administer it', async () => {
    const key = 'a key that old deployments have in their environment';
    process.env.AGENT_API_KEY = key;
    forget('env');
    const principal = await find({ 'x-api-key': key });
    const [first] = await database.query('select id from workspaces order by created_at, id limit 1');
    expect(principal).toMatchObject({ workspaceId: first?.id, keyId: null, role: 'member' });
    expect(principal?.scopes).toContain('tools:execute');
    expect(principal?.scopes).not.toContain('admin');
    expect(await find({ 'x-api-key': `${key}!` })).toBeNull();
    delete process.env.AGENT_API_KEY;
    forget('env');
    expect(await find({ 'x-api-key': key })).toBeNull();
  });
});

describe('sessions', () => {
  test('a cookie is the person, with the rights of their role and their own account', async () => {
    const { member } = workspace;
    const principal = await find({ cookie: `other=1; ${member.cookie}` });
    expect(principal).toMatchObject({ userId: member.userId, accountId: member.accountId, role: 'member' });
    expect(principal?.scopes).not.toContain('admin');
  });

  test('a cookie that was altered, or made with another secret, is nobody', async () => {
    expect(await find({ cookie: `${workspace.member.cookie}x` })).toBeNull();
    expect(await find({ cookie: 'patchbay-session=made.up.by.some.one' })).toBeNull();
  });

  test('signing out everywhere ends every session, in all processes', async () => {
    const person = await makePerson(workspace.id, 'member');
    expect(await find({ cookie: person.cookie })).not.toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 2));
    await signOutEverywhere(person.principal);
    await soon(async () => expect(await find({ cookie: person.cookie })).toBeNull());
    expect(await find({ cookie: await cookieOf(person.userId) })).not.toBeNull();
  });

  test('signing out ends that session for whoever has a copy of its cookie, and no other', async () => {
    const person = await makePerson(workspace.id, 'member');
    const other = await cookieOf(person.userId);
    const options = authOptions();
    const token = toClaims((await readSessionCookie(person.cookie)) ?? never());
    expect(await find({ cookie: person.cookie })).not.toBeNull();
    const script = await writeSessionToken((await readSessionCookie(person.cookie)) ?? never());
    await options.events?.signOut?.({ token, session: null } as never);
    expect(await find({ cookie: person.cookie })).toBeNull();
    expect(await find({ authorization: `Bearer ${script.token}` })).toBeNull();
    await expect(options.callbacks?.jwt?.({ token } as never)).rejects.toThrow();
    expect(await find({ cookie: other })).toMatchObject({ userId: person.userId });
  });

  test('a session that was ended by another process is refused here within a second', async () => {
    const { cookie } = await makePerson(workspace.id, 'member');
    expect(await find({ cookie })).not.toBeNull();
    const { sessionId } = (await readSessionCookie(cookie)) ?? never();
    await database.query(`insert into ended_sessions values ($1, now() + interval '1 day')`, [sessionId]);
    await vi.waitFor(async () => expect(await find({ cookie })).toBeNull(), 1000);
  });

  test('removal from the workspace ends the session', async () => {
    const person = await makePerson(workspace.id, 'member');
    expect(await find({ cookie: person.cookie })).not.toBeNull();
    await removeMember(workspace.owner.principal, person.userId);
    await soon(async () => expect(await find({ cookie: person.cookie })).toBeNull());
  });

  test('a change of role counts from the next call on', async () => {
    const person = await makePerson(workspace.id, 'admin');
    expect((await find({ cookie: person.cookie }))?.role).toBe('admin');
    await database.query(`update memberships set role = 'member' where user_id = $1`, [person.userId]);
    await soon(async () => expect((await find({ cookie: person.cookie }))?.role).toBe('member'));
  });
});

describe('tokens', () => {
  const signedIn = () => ({ userId: workspace.member.userId, sessionId: randomUUID(), validFrom: Date.now() });

  test('have the rights of the session', async () => {
    const { token } = await writeSessionToken(signedIn());
    expect(await find({ authorization: `Bearer ${token}` })).toMatchObject({
      userId: workspace.member.userId,
      role: 'member',
      via: { kind: 'token' },
    });
  });

  test('die with the session they were made from', async () => {
    const person = await makePerson(workspace.id, 'member');
    const { token } = await writeSessionToken({
      userId: person.userId,
      sessionId: randomUUID(),
      validFrom: Date.now(),
    });
    expect(await find({ authorization: `Bearer ${token}` })).not.toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 2));
    await signOutEverywhere(person.principal);
    await soon(async () => expect(await find({ authorization: `Bearer ${token}` })).toBeNull());
  });

  test.each([
    ['unsigned', async () => `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ sub: workspace.member.userId }))}.`],
    ['for another purpose', () => forge({ purpose: 'something else' })],
    ['for another audience', () => forge({ audience: 'elsewhere' })],
    ['expired', () => forge({ expiresAt: Math.floor(Date.now() / 1000) - 1 })],
  ])('one that is %s is nobody', async (_, make) => {
    expect(await find({ authorization: `Bearer ${await make()}` })).toBeNull();
  });

  test('the forged ones above fail for what is wrong with them: one with nothing wrong passes', async () => {
    expect(await find({ authorization: `Bearer ${await forge({})}` })).not.toBeNull();
  });

  function forge({
    purpose = 'session token',
    audience = 'patchbay-api',
    expiresAt = Math.floor(Date.now() / 1000) + 60,
  }) {
    return new SignJWT({ session: randomUUID(), valid_from: Date.now() })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(workspace.member.userId)
      .setAudience(audience)
      .setExpirationTime(expiresAt)
      .sign(derivedKey(purpose));
  }
});
