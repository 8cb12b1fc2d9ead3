import { describe, expect, test } from 'vitest';
import { createKey, getKey, listKeys, revokeKey } from '@/lib/domain/identity/keys';
import { useDatabase } from '@/tests/support/database';
import { makeWorkspace } from '@/tests/support/people';

const database = useDatabase();

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
