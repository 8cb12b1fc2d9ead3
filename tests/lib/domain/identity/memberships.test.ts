import { beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '@/lib/contracts/scope';
import {
  acceptInvite,
  createInvite,
  listInvites,
  previewInvite,
  revokeInvite,
} from '@/lib/domain/identity/invites/invites';
import { toJoining } from '@/lib/domain/identity/joining';
import { createKey, listKeys, revokeKey } from '@/lib/domain/identity/keys';
import { changeRole, join, listMembers, removeMember } from '@/lib/domain/identity/memberships';
import type { Principal } from '@/lib/domain/identity/principal';
import { findPrincipal } from '@/lib/http/principal';
import { db } from '@/lib/platform/db';
import { hashPassword } from '@/lib/platform/seal/password';
import { randomSlug } from '@/lib/platform/seal/token';
import { useDatabase } from '@/tests/support/database';
import { cookieOf, makePerson, makeWorkspace, type TestWorkspace } from '@/tests/support/people';

const database = useDatabase();
let workspace: TestWorkspace;

beforeEach(async () => {
  workspace = await makeWorkspace();
});

describe('owners', () => {
  test('the last one can neither be removed nor made less, not even by themselves', async () => {
    const { owner } = workspace;
    await expect(removeMember(owner.principal, owner.userId)).rejects.toMatchObject({ code: 'conflict' });
    await expect(changeRole(owner.principal, owner.userId, 'admin')).rejects.toMatchObject({ code: 'conflict' });
  });

  test('two who remove each other at the same moment leave one', async () => {
    const { owner } = workspace;
    const second = await makePerson(workspace.id, 'owner');
    const results = await Promise.allSettled([
      removeMember(owner.principal, second.userId),
      removeMember(second.principal, owner.userId),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const owners = (await listMembers(owner.principal)).filter(({ role }) => role === 'owner');
    expect(owners).toHaveLength(1);
  });

  test('are out of an admin’s reach: not removed, not changed, not made, not invited', async () => {
    const { admin, owner, member } = workspace;
    const refused = { code: 'forbidden' };
    await expect(removeMember(admin.principal, owner.userId)).rejects.toMatchObject(refused);
    await expect(changeRole(admin.principal, owner.userId, 'member')).rejects.toMatchObject(refused);
    await expect(changeRole(admin.principal, member.userId, 'owner')).rejects.toMatchObject(refused);
    await expect(createInvite(admin.principal, { role: 'owner' })).rejects.toMatchObject(refused);
    expect(await changeRole(admin.principal, member.userId, 'admin')).toMatchObject({ role: 'admin' });
  });

  test('a member of another workspace is not found', async () => {
    const other = await makeWorkspace();
    const refused = { code: 'not_found' };
    await expect(removeMember(workspace.owner.principal, other.member.userId)).rejects.toMatchObject(refused);
    await expect(changeRole(workspace.owner.principal, other.member.userId, 'admin')).rejects.toMatchObject(refused);
  });
});

describe('invites', () => {
  const newUser = (email: string) => ({ newUser: { email, name: 'Ada', passwordHash: null } });
  const invite = async (email?: string) => {
    const created = await createInvite(workspace.owner.principal, { role: 'member', email });
    return { ...created, token: created.url.split('/').at(-1) ?? '' };
  };
  const address = () => `guest-${randomSlug(10)}@example.com`;

  test('a link works once: of five people at the same moment, one joins', async () => {
    const { token } = await invite();
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => acceptInvite(token, newUser(address()))));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await listMembers(workspace.owner.principal)).toHaveLength(4);
    await expect(acceptInvite(token, newUser(address()))).rejects.toMatchObject({ code: 'conflict' });
    await expect(previewInvite(token)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('only the hash of the link is kept, and the list does not hold it', async () => {
    const { id, token } = await invite();
    const [row] = await database.query('select to_jsonb(invites)::text as text from invites where id = $1', [id]);
    expect(row?.text).not.toContain(token);
    expect(JSON.stringify(await listInvites(workspace.owner.principal))).not.toContain(token);
  });

  test('expires after seven days', async () => {
    const { id, token, expires_at } = await invite();
    expect(Math.round((Date.parse(expires_at) - Date.now()) / 86_400_000)).toBe(7);
    await database.query(`update invites set expires_at = now() - interval '1 second' where id = $1`, [id]);
    await expect(acceptInvite(token, newUser(address()))).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a withdrawn one does not work; one of another workspace cannot be withdrawn', async () => {
    const { id, token } = await invite();
    const other = await makeWorkspace();
    await expect(revokeInvite(other.owner.principal, id)).rejects.toMatchObject({ code: 'not_found' });
    await revokeInvite(workspace.owner.principal, id);
    await expect(acceptInvite(token, newUser(address()))).rejects.toMatchObject({ code: 'conflict' });
  });

  test('are withdrawn with the rights of whoever made them, also through a key', async () => {
    const { owner, admin } = workspace;
    const make = async (by: Principal, role: Role) => {
      const { url } = await createInvite(by, { role });
      return url.split('/').at(-1) ?? '';
    };
    const isOpen = (token: string) =>
      previewInvite(token).then(
        () => true,
        () => false,
      );
    const second = await makePerson(workspace.id, 'owner');
    const { key } = await createKey(admin.principal, { name: 'x', scopes: ['admin'], acts_as: 'me' });
    const request = new Request('http://127.0.0.1:3000/', { headers: { 'x-api-key': key } });
    const through = (await findPrincipal(request)) as Principal;
    const others = await make(owner.principal, 'member');
    const theirs = [await make(admin.principal, 'admin'), await make(through, 'admin')];
    await removeMember(owner.principal, admin.userId);
    expect(await Promise.all(theirs.map(isOpen))).toEqual([false, false]);

    const [ownerInvite, adminInvite] = [await make(second.principal, 'owner'), await make(second.principal, 'admin')];
    await changeRole(owner.principal, second.userId, 'admin');
    expect(await Promise.all([ownerInvite, adminInvite].map(isOpen))).toEqual([false, true]);
    await changeRole(owner.principal, second.userId, 'member');
    expect(await Promise.all([adminInvite, others].map(isOpen))).toEqual([false, true]);
  });

  test('for one address is for nobody else, and stays open when somebody else tries', async () => {
    const email = address();
    const { token } = await invite(email);
    await expect(acceptInvite(token, newUser(address()))).rejects.toMatchObject({ code: 'forbidden' });
    expect(await acceptInvite(token, newUser(email))).toMatchObject({ member: { email, role: 'member' } });
  });

  test('somebody who is signed in joins as who they are', async () => {
    const { member } = await makeWorkspace();
    const { token } = await invite();
    expect(await acceptInvite(token, { userId: member.userId })).toMatchObject({
      member: { user_id: member.userId },
      workspace: { id: workspace.id },
    });
    const again = await invite();
    await expect(acceptInvite(again.token, { userId: member.userId })).rejects.toMatchObject({ code: 'conflict' });
    expect(await previewInvite(again.token)).toMatchObject({ role: 'member' });
  });

  test('a new person cannot take an address that has an account', async () => {
    const { token } = await invite();
    const taken = newUser(workspace.admin.email);
    await expect(acceptInvite(token, taken)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('rights that end', () => {
  const draft = { name: 'Backend', scopes: ['tools:read' as const], acts_as: 'any_user' as const };

  test('leave no key and no invite of a request that was admitted before', async () => {
    const { owner, admin } = workspace;
    await changeRole(owner.principal, admin.userId, 'member');
    await expect(createKey(admin.principal, draft)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(createInvite(admin.principal, { role: 'member' })).rejects.toMatchObject({ code: 'forbidden' });
    await removeMember(owner.principal, admin.userId);
    await expect(createKey(admin.principal, draft)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(createInvite(admin.principal, { role: 'member' })).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('leave none of requests at the same moment either', async () => {
    const { owner, admin } = workspace;
    await Promise.allSettled([
      createKey(admin.principal, draft),
      createInvite(admin.principal, { role: 'admin' }),
      changeRole(owner.principal, admin.userId, 'member', { revoke_keys: true }),
      createKey(admin.principal, draft),
      createInvite(admin.principal, { role: 'admin' }),
    ]);
    expect((await listInvites(owner.principal)).filter(({ status }) => status === 'open')).toEqual([]);
    expect((await listKeys(owner.principal)).filter(({ revoked_at }) => revoked_at === null)).toEqual([]);
  });

  test('decide about nobody any more', async () => {
    const { owner, member } = workspace;
    const second = await makePerson(workspace.id, 'owner');
    await changeRole(owner.principal, second.userId, 'member');
    await expect(changeRole(second.principal, member.userId, 'owner')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(removeMember(second.principal, owner.userId)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('of a key that was revoked, too', async () => {
    const { owner } = workspace;
    const { id } = await createKey(owner.principal, { ...draft, scopes: ['admin'] });
    const withKey = { ...owner.principal, userId: null, accountId: null, keyId: id, role: 'admin' as const };
    await revokeKey(owner.principal, id);
    await expect(createKey(withKey, draft)).rejects.toMatchObject({ code: 'unauthenticated' });
    await expect(createInvite(withKey, { role: 'member' })).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('somebody who was removed', () => {
  const PASSWORD = 'correct horse battery staple';
  const from = { locale: 'en' as const, address: '192.0.2.1' };

  test('comes back through an invite with the password they had, as who they were', async () => {
    const { owner } = workspace;
    const person = await makePerson(workspace.id, 'member', await hashPassword(PASSWORD));
    await removeMember(owner.principal, person.userId);
    const { url } = await createInvite(owner.principal, { role: 'member' });
    const token = url.split('/').at(-1) ?? '';
    const given = { name: 'Anybody', email: person.email, password: PASSWORD };
    const wrong = toJoining(null, { ...given, password: 'not that password' }, from);
    await expect(wrong).rejects.toMatchObject({ code: 'conflict' });
    const { member } = await acceptInvite(token, await toJoining(null, given, from));
    expect(member).toMatchObject({ user_id: person.userId, name: 'The member' });
    expect(await findPrincipal(withCookie(await cookieOf(person.userId)))).toMatchObject({
      accountId: person.accountId,
    });
  });

  test('has no session left from before when they come back: a copy of its cookie would be theirs again', async () => {
    const { owner } = workspace;
    const person = await makePerson(workspace.id, 'member');
    const before = withCookie(await cookieOf(person.userId));
    expect(await findPrincipal(before)).not.toBeNull();
    await removeMember(owner.principal, person.userId);
    const { url } = await createInvite(owner.principal, { role: 'member' });
    await acceptInvite(url.split('/').at(-1) ?? '', { userId: person.userId });
    await expect.poll(() => findPrincipal(before)).toBeNull();
    expect(await findPrincipal(withCookie(await cookieOf(person.userId)))).not.toBeNull();
  });

  test('stays signed in where they are a member elsewhere', async () => {
    const person = await makePerson(workspace.id, 'member');
    const elsewhere = await makeWorkspace();
    await db().$transaction((tx) => join(tx, elsewhere.id, person.userId, 'member'));
    const before = withCookie(await cookieOf(person.userId));
    await removeMember(workspace.owner.principal, person.userId);
    await expect.poll(() => findPrincipal(before)).toMatchObject({ workspaceId: elsewhere.id });
  });
});

const withCookie = (cookie: string) => new Request('http://127.0.0.1/', { headers: { cookie } });
