import { expect, test } from 'vitest';
import { recordable } from '@/lib/calls/recordable';

const read = (text: string) => JSON.parse(text);

test('what the schema marks as secret is not kept, at any depth', () => {
  const schema = {
    type: 'object',
    properties: {
      pin: { type: 'string', format: 'password' },
      users: { type: 'array', items: { type: 'object', properties: { code: { type: 'string', writeOnly: true } } } },
    },
  };
  const kept = recordable({ pin: '4711', users: [{ code: 'abc', name: 'Jane' }] }, schema);
  expect(kept).not.toContain('4711');
  expect(kept).not.toContain('abc');
  expect(read(kept)).toMatchObject({ users: [{ name: 'Jane' }] });
});

test('secrets are recognised by name and by looks without any schema', () => {
  const kept = recordable({ api_key: 'zzz', note: 'use Bearer abcdefgh12345678 for it' }, null);
  expect(kept).not.toMatch(/zzz|abcdefgh12345678/);
});

test('what is long is cut at 16 KiB and stays readable', () => {
  const kept = recordable({ rows: Array.from({ length: 5_000 }, (_, id) => ({ id, 'a"b': '\\' })) }, null);
  expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(16 * 1024);
  expect(read(kept)).toMatchObject({ cut: true, bytes: expect.any(Number) });
});

test('characters that PostgreSQL cannot keep do not reach it, and escaped ones stay what they were', () => {
  const kept = recordable({ text: 'a\u0000b', half: '\ud800', literal: '\\u0000' }, null);
  expect(read(kept)).toEqual({ text: 'a\ufffdb', half: '\ufffd', literal: '\\u0000' });
});
