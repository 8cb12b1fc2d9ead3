import { expect, test } from 'vitest';
import { fromToolName, toDatabaseId, toProfileId, toToolName } from '@/lib/providers/database/tool-names';

const LOWEST = '00000000-0000-0000-0000-000000000000';
const HIGHEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const ids = [LOWEST, HIGHEST, ...Array.from({ length: 200 }, () => crypto.randomUUID())];

test('a database’s id leads back to its profile, and to no other', () => {
  expect(ids.map((id) => toProfileId(toDatabaseId(id)))).toEqual(ids);
  expect(new Set(ids.map(toDatabaseId)).size).toBe(ids.length);
});

test('what is no such id leads nowhere', () => {
  const beyond = `db_${(2n ** 128n).toString(36)}`;
  const wrong = ['', 'db_', 'db_1', toDatabaseId(LOWEST).toUpperCase(), `${toDatabaseId(LOWEST)}0`, beyond, HIGHEST];
  expect(wrong.map(toProfileId)).toEqual(wrong.map(() => null));
});

test('the longest name that a saved query may have still makes a name that agents accept', () => {
  const longest = `a${'_'.repeat(30)}9`;
  expect(longest).toHaveLength(32);
  for (const id of ids) {
    expect(toToolName(longest, id)).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
    expect(fromToolName(toToolName(longest, id))).toBe(longest);
  }
  expect(fromToolName('gmail_send_email')).toBeNull();
});
