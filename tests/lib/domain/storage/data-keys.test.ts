import { beforeEach, expect, test, vi } from 'vitest';
import { checkMasterKeys, openValue, rotateDataKeys, sealValue } from '@/lib/domain/storage/data-keys';
import { forget } from '@/lib/platform/once';
import { useDatabase } from '@/tests/support/database';

const database = useDatabase();
let accountId: string;

beforeEach(async () => {
  vi.unstubAllEnvs();
  forget('env');
  await database.empty();
  const [row] = await database.query<{ id: string }>(
    `with w as (insert into workspaces (name, slug) values ('W', 'w') returning id)
     insert into accounts (workspace_id, external_id) select id, 'jane' from w returning id`,
  );
  accountId = row?.id ?? '';
});

const place = () => ({ accountId, table: 'profiles', rowId: 'row-1' });

test('a value opens for the row it was sealed for, and for no other', async () => {
  const sealed = await sealValue(place(), { password: 'p' });
  expect(await openValue(place(), sealed)).toEqual({ password: 'p' });
  await expect(openValue({ ...place(), rowId: 'row-2' }, sealed)).rejects.toThrow();
});

test('two first uses at once end with one data key, and both values open', async () => {
  const sealed = await Promise.all(Array.from({ length: 8 }, (_, n) => sealValue(place(), { n })));
  expect(await Promise.all(sealed.map((bytes) => openValue(place(), bytes)))).toEqual(sealed.map((_, n) => ({ n })));
  expect(await database.query('select * from account_data_keys')).toHaveLength(1);
});

test('after rotation values still open, and the former master key is no longer needed', async () => {
  const sealed = await sealValue(place(), { token: 't' });
  const former = process.env.SEAL_KEYS;
  const next = `2:${Buffer.alloc(32, 5).toString('base64')}`;
  vi.stubEnv('SEAL_KEYS', `${former},${next}`);
  forget('env');
  expect(await rotateDataKeys()).toBe(1);
  vi.stubEnv('SEAL_KEYS', next);
  forget('env');
  expect(await openValue(place(), sealed)).toEqual({ token: 't' });
  await checkMasterKeys();
});

test('starting with the wrong master keys is refused', async () => {
  await sealValue(place(), { token: 't' });
  vi.stubEnv('SEAL_KEYS', `1:${Buffer.alloc(32, 6).toString('base64')}`);
  forget('env');
  await expect(checkMasterKeys()).rejects.toThrow(/SEAL_KEYS does not open/);
});
