import { describe, expect, test } from 'vitest';
import { compareSchemas } from '@/components/tools/compare-schemas';

const before = { type: 'object', properties: { to: { type: 'string' }, cc: { type: 'string' } } };

describe('the difference of two schemas', () => {
  test('names what was added, removed and changed, and nothing else', () => {
    const after = {
      type: 'object',
      required: ['to'],
      properties: { to: { type: 'string' }, send_at: { type: 'string', format: 'date-time' } },
    };
    expect(compareSchemas(before, after)).toEqual([
      { path: 'to', kind: 'changed', before: 'string', after: 'string*' },
      { path: 'send_at', kind: 'added', before: null, after: 'string (date-time)' },
      { path: 'cc', kind: 'removed', before: 'string', after: null },
    ]);
  });

  test('reaches into objects, and the order of fields is no difference', () => {
    const nest = (inner: object) => ({ properties: { address: { type: 'object', properties: { ...inner } } } });
    expect(compareSchemas(nest({ city: { type: 'string' } }), nest({ city: { type: 'number' } }))).toMatchObject([
      { path: 'address.city', kind: 'changed' },
    ]);
    const turned = { type: 'object', properties: { cc: { type: 'string' }, to: { type: 'string' } } };
    expect(compareSchemas(before, turned)).toEqual([]);
  });
});
