import { describe, expect, test } from 'vitest';
import type { JsonObject } from '@/lib/contracts/json';
import { mergeSettings } from '@/lib/domain/databases/merge-settings';
import type { DatabaseKind } from '@/lib/providers/database/kind';
import { getDatabaseKind } from '@/lib/providers/database/kinds';

const authority = (body: string) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----`;
const CA = authority('ours');
const FIELDS = {
  ...{ connection_name: 'The shop', host: 'db.example.com', port: 4000, username: 'reader', password: 'secret' },
  ...{ ssl: true, ca: CA },
};

const stored = (id: DatabaseKind['id'], changes: JsonObject = {}): JsonObject =>
  getDatabaseKind(id).parseSettings({ ...FIELDS, database: id === 'redis' ? 0 : 'shop', ...changes });

const merge = (id: DatabaseKind['id'], edit: JsonObject, before = stored(id)) =>
  mergeSettings(getDatabaseKind(id), before, edit);

describe.each(['postgres', 'mysql', 'redis'] as const)('an edit of %s', (id) => {
  test.each<[what: string, edit: JsonObject]>([
    ['another host', { host: 'db.example.org' }],
    ['another port', { port: 4710 }],
    ['another port as text', { port: '4710', password: '' }],
    ['no port, which means the usual one', { port: '' }],
    ['TLS switched off', { ssl: false }],
    ['another certificate authority', { ca: authority('theirs') }],
    ['no certificate authority', { ca: '' }],
    ['no certificate authority any more', { ca: null }],
  ])('does not carry the password to %s', (_, edit) => {
    expect(() => merge(id, edit)).toThrow(
      expect.objectContaining({ code: 'invalid_request', detail: { fields: { password: expect.any(String) } } }),
    );
    expect(merge(id, { ...edit, password: 'secret' })).toMatchObject({ password: 'secret' });
  });

  test('carries the password where the same server answers', () => {
    const edit = { port: '4000', ca: CA, username: 'other', max_rows: 5, password: '' };
    expect(merge(id, edit)).toMatchObject({ password: 'secret', username: 'other', max_rows: 5 });
    const open = stored(id, { ssl: false, ca: null });
    expect(merge(id, { ssl: true, ca: CA }, open)).toMatchObject({ password: 'secret', ssl: true });
  });
});

test('an edit of MongoDB does not carry its connection string to another certificate authority', () => {
  const before = getDatabaseKind('mongodb').parseSettings({
    ...{
      connection_name: 'The shop',
      connection_string: 'mongodb://reader:secret@db.example.com/shop?tls=true',
      ca: CA,
    },
  });
  expect(() => merge('mongodb', { ca: authority('theirs') }, before)).toThrow(
    expect.objectContaining({ detail: { fields: { connection_string: expect.any(String) } } }),
  );
  expect(merge('mongodb', { max_rows: 5 }, before)).toMatchObject({ max_rows: 5 });
});
