import { describe, expect, test, vi } from 'vitest';
import type { Scope } from '@/lib/contracts/scope';
import { createKey, getKey, listKeys, revokeKey } from '@/lib/domain/identity/keys';
import { changeRole, join, removeMember } from '@/lib/domain/identity/memberships';
import type { Principal } from '@/lib/domain/identity/principal';
import { actingAs } from '@/lib/http/acting-as';
import { findPrincipal } from '@/lib/http/principal';
import { db } from '@/lib/platform/db';
import { useDatabase } from '@/tests/support/database';
import { makePerson, makeWorkspace, type TestPerson } from '@/tests/support/people';

const database = useDatabase();

const who = (key: string) =>
  findPrincipal(new Request('http://127.0.0.1:3000/', { headers: { authorization: `Bearer ${key}` } }));

describe('keys', () => {
  test('the key is shown once; the database holds its hash and its public start', async () => {
    const { owner } = await makeWorkspace();
    const { id, key, prefix } = await createKey(owner.principal, { name: 'Backend', scopes: ['tools:read'] });
    expect(key).toMatch(/^pb_[a-z0-9]{8}_[\w-]{43}$/);
    expect(key.startsWith(`${prefix}_`)).toBe(true);
    const [row] = await database.query('select to_jsonb(api_keys)::text as text from api_keys where id = $1', [id]);
    expect(row?.text).not.toContain(key.slice(prefix.length + 1));
    expect(JSON.stringify(await listKeys(owner.principal))).not.toContain(key.slice(prefix.length + 1));
  });

  test('nobody can give a scope that they do not have', async () => {
    const { owner } = await makeWorkspace();
    const limited = { ...owner.principal, scopes: ['admin', 'tools:read'] as const };
    const beyond = createKey(limited, { name: 'x', scopes: ['tools:execute'] });
    await expect(beyond).rejects.toMatchObject({ code: 'forbidden' });
    expect(await createKey(limited, { name: 'x', scopes: ['tools:read'] })).toMatchObject({ scopes: ['tools:read'] });
  });

  test('of another workspace are not found, neither to read nor to revoke', async () => {
    const [mine, theirs] = [await makeWorkspace(), await makeWorkspace()];
    const { id } = await createKey(theirs.owner.principal, { name: 'x', scopes: ['tools:read'] });
    await expect(getKey(mine.owner.principal, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(revokeKey(mine.owner.principal, id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await getKey(theirs.owner.principal, id)).revoked_at).toBeNull();
  });

  test('revoking twice keeps the first moment', async () => {
    const { owner } = await makeWorkspace();
    const { id } = await createKey(owner.principal, { name: 'x', scopes: ['tools:read'] });
    await revokeKey(owner.principal, id);
    const { revoked_at } = await getKey(owner.principal, id);
    await revokeKey(owner.principal, id);
    expect((await getKey(owner.principal, id)).revoked_at).toBe(revoked_at);
  });

  test('cannot be made expired, nor for an agent of another workspace', async () => {
    const { owner } = await makeWorkspace();
    const base = { name: 'x', scopes: ['tools:read' as const] };
    const past = createKey(owner.principal, { ...base, expires_at: '2020-01-01T00:00:00Z' });
    await expect(past).rejects.toMatchObject({ detail: { fields: { expires_at: expect.any(String) } } });
    const stranger = createKey(owner.principal, { ...base, agent_id: '00000000-0000-4000-8000-000000000000' });
    await expect(stranger).rejects.toMatchObject({ detail: { fields: { agent_id: expect.any(String) } } });
  });
});

describe('keys that act as one person', () => {
  const scopes = ['tools:read', 'profiles:read'] as const;
  const makeOwn = (person: TestPerson, more: object = {}) =>
    createKey(person.principal, { name: 'mine', scopes: [...scopes], acts_as: 'me', ...more });

  test('a member makes one, sees and revokes their own, and nobody else’s', async () => {
    const { member, admin, owner } = await makeWorkspace();
    const { id, key, user } = await makeOwn(member);
    expect(user).toEqual({ user_id: member.externalId, name: 'The member' });
    expect(await who(key)).toMatchObject({ accountId: member.accountId, role: 'member' });
    const theirs = await makeOwn(owner);
    const backend = await createKey(owner.principal, { name: 'backend', scopes: ['tools:read'] });
    expect((await listKeys(member.principal)).map((one) => one.id)).toEqual([id]);
    expect(await listKeys(admin.principal)).toHaveLength(3);
    for (const other of [theirs, backend]) {
      await expect(revokeKey(member.principal, other.id)).rejects.toMatchObject({ code: 'not_found' });
    }
    await revokeKey(member.principal, id);
    expect(await who(key)).toBeNull();
  });

  test('a member makes none that acts for any user, and none with more rights than they have', async () => {
    const { member } = await makeWorkspace();
    const anybody = createKey(member.principal, { name: 'x', scopes: ['tools:read'] });
    await expect(anybody).rejects.toMatchObject({ code: 'forbidden' });
    await expect(makeOwn(member, { scopes: ['admin'] })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('need no user, and refuse another', async () => {
    const { member, admin } = await makeWorkspace();
    const { key } = await makeOwn(member);
    const principal = (await who(key)) as Principal;
    const access = { role: 'member', scope: 'tools:read', account: 'required' } as const;
    const as = (named: string | null) => {
      const headers = new Headers(named === null ? {} : { 'x-user-id': named });
      return actingAs(principal, new Request('http://127.0.0.1:3000/', { method: 'POST', headers }), {}, access);
    };
    expect((await as(null)).accountId).toBe(member.accountId);
    expect((await as(member.externalId)).accountId).toBe(member.accountId);
    await expect(as(admin.externalId)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(as('somebody-new')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await database.query(`select 1 from accounts where external_id = 'somebody-new'`)).toEqual([]);
  });

  test('have no more rights than their person has by now, and end with the membership', async () => {
    const { owner, admin } = await makeWorkspace();
    const { key } = await makeOwn(admin, { scopes: ['admin', 'tools:read'] });
    expect((await who(key))?.scopes).toContain('admin');
    await changeRole(owner.principal, admin.userId, 'member');
    await vi.waitFor(async () => expect((await who(key))?.scopes).toEqual(['tools:read']), 1000);
    await removeMember(owner.principal, admin.userId);
    await vi.waitFor(async () => expect(await who(key)).toBeNull(), 1000);
  });

  test('of somebody who was removed are listed as revoked, and stay so when they return', async () => {
    const { id: workspaceId, owner, member } = await makeWorkspace();
    const { id, key } = await makeOwn(member, { scopes: ['tools:read'] });
    await removeMember(owner.principal, member.userId);
    expect((await getKey(owner.principal, id)).revoked_at).not.toBeNull();
    await db().$transaction((tx) => join(tx, workspaceId, member.userId, 'member'));
    await vi.waitFor(async () => expect(await who(key)).toBeNull(), 1000);
  });
});

describe('keys for any user', () => {
  test('say who made them, and outlive that person’s rights unless they are revoked with them', async () => {
    const { id, owner, admin } = await makeWorkspace();
    const other = await makePerson(id, 'admin');
    const make = (by: TestPerson) => createKey(by.principal, { name: 'Backend', scopes: ['tools:read'] });
    const [theirs, others] = [await make(admin), await make(other)];
    expect(theirs.made_by).toMatchObject({ user_id: admin.userId });
    await changeRole(owner.principal, admin.userId, 'member');
    expect(await who(theirs.key)).not.toBeNull();

    await removeMember(owner.principal, admin.userId, { revoke_keys: true });
    await vi.waitFor(async () => expect(await who(theirs.key)).toBeNull(), 1000);
    expect(await who(others.key)).not.toBeNull();
    expect(await getKey(owner.principal, theirs.id)).toMatchObject({
      made_by: { user_id: admin.userId },
      revoked_at: expect.any(String),
    });
    await changeRole(owner.principal, other.userId, 'member', { revoke_keys: true });
    await vi.waitFor(async () => expect(await who(others.key)).toBeNull(), 1000);
  });

  test('made with a key are its maker’s, and are revoked with them', async () => {
    const { owner, admin } = await makeWorkspace();
    const scopes: Scope[] = ['tools:read', 'admin'];
    const own = await createKey(admin.principal, { name: 'own', scopes, acts_as: 'me' });
    const backend = await createKey(admin.principal, { name: 'Backend', scopes });
    const through = async ({ key }: { key: string }) =>
      createKey((await who(key)) as Principal, { name: 'through a key', scopes });
    const made = [await through(own), await through(backend), await through(await through(own))];
    expect(made.map(({ made_by }) => made_by?.user_id)).toEqual(made.map(() => admin.userId));

    await removeMember(owner.principal, admin.userId, { revoke_keys: true });
    for (const { key } of made) await vi.waitFor(async () => expect(await who(key)).toBeNull(), 1000);
  });

  test('do not outlive the key that makes them', async () => {
    const { owner } = await makeWorkspace();
    const ends = new Date(Date.now() + 60_000);
    const draft = { name: 'x', scopes: ['admin'] as Scope[] };
    const { key } = await createKey(owner.principal, { ...draft, expires_at: ends.toISOString() });
    const principal = (await who(key)) as Principal;
    const later = new Date(ends.getTime() + 1000).toISOString();
    for (const expires_at of [undefined, null, later]) {
      const outlives = createKey(principal, { ...draft, expires_at });
      await expect(outlives).rejects.toMatchObject({ detail: { fields: { expires_at: expect.any(String) } } });
    }
    const expires_at = ends.toISOString();
    expect(await createKey(principal, { ...draft, expires_at })).toMatchObject({ expires_at });
  });

  test('of somebody who may not be removed stay as they are', async () => {
    const { owner, admin } = await makeWorkspace();
    const { key } = await createKey(owner.principal, { name: 'Backend', scopes: ['tools:read'] });
    const removed = removeMember(admin.principal, owner.userId, { revoke_keys: true });
    await expect(removed).rejects.toMatchObject({ code: 'forbidden' });
    expect(await who(key)).not.toBeNull();
  });
});

describe('keys of an agent', () => {
  test('cannot change what they may use, even those made before that was so', async () => {
    const { id: workspaceId, owner } = await makeWorkspace();
    const agent = await db().agent.create({ data: { workspaceId, name: 'Helper', slug: `helper-${Date.now()}` } });
    const make = (scopes: Scope[]) => createKey(owner.principal, { name: 'x', scopes, agent_id: agent.id });
    const forbidden = ['profiles:write', 'connections:write', 'databases:write', 'admin'] as const;
    for (const scope of forbidden) {
      await expect(make(['tools:read', scope])).rejects.toMatchObject({
        detail: { fields: { scopes: expect.any(String) } },
      });
    }
    const { id, key } = await make(['tools:read']);
    await database.query('update api_keys set scopes = $1 where id = $2', [[...forbidden, 'tools:read'], id]);
    const request = new Request('http://127.0.0.1:3000/', { headers: { 'x-api-key': key } });
    await vi.waitFor(async () => expect((await findPrincipal(request))?.scopes).toEqual(['tools:read']), 1000);
  });
});
